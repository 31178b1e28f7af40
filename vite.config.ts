import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { onlyForBrowsers } from './scripts/vite/only-for-browsers.ts';
import { paintedOnce } from './scripts/vite/painted-once.ts';
import { sizes } from './scripts/vite/sizes.ts';

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/client`,
  // Everything we serve is imported somewhere and thereby hashed; nothing is copied as it is.
  publicDir: false,
  plugins: [svelte({ configFile: `${here}/svelte.config.js` }), onlyForBrowsers(), paintedOnce(), sizes()],
  // The server finds a chunk by its hash; fonts stay files, so that the page's policy needs no `data:`.
  build: { outDir: `${here}/dist/client`, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, manifest: true },
});
