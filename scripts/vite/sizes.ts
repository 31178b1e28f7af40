import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Writes `dist/sizes.json`: bytes of every built file, plain and as they travel, the largest first. */
export function sizes(): Plugin {
  return {
    name: 'tafelrunde:sizes',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const rows = Object.values(bundle).map((file) => {
        const content = file.type === 'chunk' ? file.code : file.source;
        return { file: file.fileName, bytes: Buffer.byteLength(content), gzip: gzipSync(content).length };
      });
      rows.sort((a, b) => b.gzip - a.gzip);
      if (dir !== undefined) writeFileSync(join(dir, '..', 'sizes.json'), `${JSON.stringify(rows, null, 2)}\n`);
    },
  };
}
