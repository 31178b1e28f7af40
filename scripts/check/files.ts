import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';

const PASSED_BY = new Set(['node_modules', 'compiled', 'project.inlang']);

/** Paths of all files below the given folders of the project that fit. */
export function filesBelow(folders: readonly string[], fits: (path: string) => boolean): string[] {
  return folders.flatMap((folder) => walk(inRoot(folder))).filter(fits);
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (PASSED_BY.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
