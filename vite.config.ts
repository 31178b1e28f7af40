import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { chunkFileNames, chunkGroups } from './scripts/vite/chunks.ts';
import { leanPackages } from './scripts/vite/lean-packages.ts';
import { offline } from './scripts/vite/offline.ts';
import { oneLanguage } from './scripts/vite/one-language.ts';
import { onlyForBrowsers } from './scripts/vite/only-for-browsers.ts';
import { paintedOnce } from './scripts/vite/painted-once.ts';
import { sizes } from './scripts/vite/sizes.ts';
import { visit } from './scripts/vite/visit.ts';

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/client`,
  // Everything we serve is imported somewhere and thereby hashed; nothing is copied as it is.
  publicDir: false,
  plugins: [
    svelte({ configFile: `${here}/svelte.config.js` }),
    leanPackages(),
    oneLanguage(),
    onlyForBrowsers(),
    paintedOnce(),
    offline(),
    sizes(),
    visit(),
  ],
  // The server finds a chunk by its hash; fonts stay files, so that the page's policy needs no `data:`.
  build: {
    outDir: `${here}/dist/client`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups() }, chunkFileNames } },
  },
});
