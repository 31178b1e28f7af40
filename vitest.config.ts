import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Real sockets, files and worker threads on a busy machine: generous, and only ever reached when something hangs. */
const TIMEOUT_MS = 30_000;

const test = { environment: 'node', testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS } as const;

const folder = (name: string) => ({ test: { ...test, name, include: [`${name}/**/*.test.ts`] } });

export default defineConfig({
  test: {
    projects: [
      folder('shared'),
      folder('server'),
      folder('scripts'),
      // View classes use runes (`*.svelte.ts`), but no page: they are tested with Svelte's client runtime in plain Node.
      { ...folder('client'), plugins: [svelte()], resolve: { conditions: ['browser'] } },
    ],
  },
});
