import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What is fetched at once: types vanish, and what `import()` names comes later. The code is formatted by Prettier. */
const IMPORTED = /^[ \t]*(?:import|export)\b(?! type\b)[^;'"`]*'([^']+)';/gm;
const SAID = /\bm\.([a-z]\w*)/g;

/** The messages that are said by these sources and by whatever they import. */
export function wordsFrom(sources: readonly string[], root: string): ReadonlySet<string> {
  const words = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(path, 'utf8');
    for (const [, name = ''] of code.matchAll(SAID)) words.add(name);
    for (const [, target = ''] of code.matchAll(IMPORTED)) {
      const file = fileOf(target, path, root);
      if (file !== null) visit(file);
    }
  };
  for (const source of sources) visit(join(root, source));
  return words;
}

/** Packages and styles say nothing, and the messages themselves are what is looked for. */
function fileOf(target: string, from: string, root: string): string | null {
  if (!/\.(?:ts|svelte)$/.test(target)) return null;
  if (target.startsWith('#shared/')) return join(root, target.slice(1));
  return target.startsWith('.') ? resolve(dirname(from), target) : null;
}
