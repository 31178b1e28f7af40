import { relative } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { atOnce } from './at-once.ts';

/** Bytes from which on a part that only some files share is worth a file of its own. */
const WORTH_A_FILE = 20_000;

const MAIN = 'client/main.ts';
const [BOARD, WALL, LIST, SCREEN] = [
  'client/pages/Board.svelte',
  'client/pages/board/wall.ts',
  'client/list/List.svelte',
  'client/pages/Screen.svelte',
];

/**
 * Few files, and in each only what all who load it need: many small ones pack worse and name each other again and again,
 * and one that is shared by chance makes people load what they never see.
 */
export function chunkGroups() {
  const [main, board, wall, list, screen] = [MAIN, BOARD, WALL, LIST, SCREEN].map((source) => atOnce([source], ROOT));
  const all = { main, board, wall, list, screen } as Record<string, ReadonlySet<string>>;
  const has = (name: string, path: string): boolean => all[name]?.has(path) === true;
  const starts = [MAIN, BOARD, WALL, LIST, SCREEN];
  const group = (name: string, packages: RegExp | null, isIn: (path: string) => boolean) => ({
    name,
    test: (id: string): boolean => packages?.test(id) === true || (!starts.includes(pathOf(id)) && isIn(pathOf(id))),
  });
  return [
    { ...group('base', /[\\/](?:svelte|clsx)[\\/]/, (path) => has('main', path)), tags: ['$initial' as const] },
    group('socket', /socket\.io|engine\.io/, () => false),
    group('table', /[\\/](?:yjs|lib0|y-[a-z]+)[\\/]/, (path) => has('board', path) && has('screen', path)),
    group('board', null, (path) => has('board', path) || (has('wall', path) && has('list', path))),
    group('wall', null, (path) => has('wall', path)),
    { name: 'parts', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: WORTH_A_FILE },
  ];
}

const pathOf = (id: string): string => relative(ROOT, id.replace(/\?.*/, '')).replaceAll('\\', '/');

/** A part that several files share is called after itself, not after all of them. */
export const chunkFileNames = ({ name }: { name: string }): string => `assets/${name.split('~')[0] ?? name}-[hash].js`;
