import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What is fetched at once: types vanish, and what `import()` names comes later. The code is formatted by Prettier. */
const IMPORTED = /^[ \t]*(?:import|export)\b(?! type\b)[^;'"`]*'([^']+)';/gm;
const SAID = /\bm\.([a-z]\w*)/g;

/** These sources, and all of ours that comes with them at once, as paths below the root. */
export function atOnce(sources: readonly string[], root: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, target = ''] of readFileSync(join(root, path), 'utf8').matchAll(IMPORTED)) {
      const file = fileOf(target, path);
      if (file !== null) visit(file);
    }
  };
  sources.forEach(visit);
  return seen;
}

/** The messages that these files say. */
export const wordsIn = (files: ReadonlySet<string>, root: string): ReadonlySet<string> =>
  new Set(
    [...files].flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(SAID)].map(([, name = '']) => name),
    ),
  );

/** Packages, styles and what is compiled are none of ours. */
function fileOf(target: string, from: string): string | null {
  if (!/\.(?:ts|svelte)$/.test(target)) return null;
  if (target.startsWith('#')) return target.slice(1);
  return target.startsWith('.') ? resolve('/', dirname(from), target).slice(1) : null;
}
