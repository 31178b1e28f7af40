import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { leanPackages } from './scripts/vite/lean-packages.ts';
import { offline } from './scripts/vite/offline.ts';
import { oneLanguage } from './scripts/vite/one-language.ts';
import { onlyForBrowsers } from './scripts/vite/only-for-browsers.ts';
import { sizes } from './scripts/vite/sizes.ts';
import { visit } from './scripts/vite/visit.ts';

const here = import.meta.dirname;

/** Few files, named after what they hold: many small ones pack worse, and name each other again and again. */
const GROUPS = [
  { name: 'base', minShareCount: 4, test: /[\\/](?:svelte|clsx)[\\/]|[\\/]client[\\/](?:ui|session)[\\/]/ },
  // What keeps a board in touch: the documents, both connections, and what the views are views of.
  {
    name: 'table',
    minShareCount: 2,
    test: /[\\/](?:yjs|lib0|y-[a-z]+)[\\/]|socket\.io|engine\.io|[\\/]client[\\/](?:connection|board)[\\/]|[\\/]shared[\\/](?:document|layout|wire|rules)/,
  },
  { name: 'parts', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
];

/** A part that several files share is called after itself, not after all of them. */
const chunkFileNames = ({ name }: { name: string }): string => `assets/${name.split('~')[0] ?? name}-[hash].js`;

export default defineConfig({
  root: `${here}/client`,
  // Everything we serve is imported somewhere and thereby hashed; nothing is copied as it is.
  publicDir: false,
  plugins: [
    svelte({ configFile: `${here}/svelte.config.js` }),
    leanPackages(),
    oneLanguage(),
    onlyForBrowsers(),
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
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS }, chunkFileNames } },
  },
});
