import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Real sockets, files and worker threads on a busy machine: generous, and only ever reached when something hangs. */
const TIMEOUT_MS = 30_000;

/** Sockets and processes on a shared machine: the reporter tells which test needed a second try. */
const retry = process.env['CI'] === undefined ? 0 : 1;
const test = { testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS, retry } as const;

const folder = (name: string, environment = 'node') => ({
  test: { ...test, name, environment, include: [`${name}/**/*.test.ts`] },
});

export default defineConfig({
  test: {
    projects: [
      folder('shared'),
      folder('server'),
      folder('scripts'),
      {
        ...folder('client', './scripts/vite/browserless.ts'),
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
      },
    ],
  },
});
