import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { inRoot } from '../setup/paths.mjs';

const WORKER = 'sw.js';
/** What every browser we speak to understands; the older copies of the fonts and the pictures of the code stay out. */
const IS_KEPT = /\.(?:js|css|woff2|svg)$/;

/** Builds the service worker and tells it which files there are; it is called after their names, which say what is in them. */
export function offline(): Plugin {
  return {
    name: 'tafelrunde:offline',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: inRoot('client', 'offline', 'worker.ts'), fileName: WORKER });
    },
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') return this.error('The service worker was not built.');
      if (worker.imports.length > 0)
        return this.error(`A service worker stands alone, but imports ${worker.imports.join()}`);
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return this.error('There is no page that the service worker could keep.');
      const files = Object.keys(bundle).filter((file) => file !== WORKER && IS_KEPT.test(file));
      worker.code = headOf(files, String(page.source) + worker.code) + worker.code;
    },
  };
}

/** What the worker's code begins with. */
export function headOf(files: readonly string[], rest: string): string {
  const paths = [...files].sort().map((file) => `/${file}`);
  const build = createHash('sha256')
    .update(paths.join('\n') + rest)
    .digest('hex')
    .slice(0, 12);
  return `const FILES=${JSON.stringify(paths)},BUILD=${JSON.stringify(build)};\n`;
}
