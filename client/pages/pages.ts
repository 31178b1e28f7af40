import type { Route } from '../session/route.ts';
import { Part } from '../ui/part.svelte.ts';
import { withWords } from '../ui/words.ts';

/** Every page is a file of its own, so that nobody loads another's. The board's words come first, before all others. */
export const PAGES = {
  start: new Part(() => withWords(import('./Start.svelte'))),
  join: new Part(() => withWords(import('./Join.svelte'))),
  check: new Part(() => withWords(import('../check/Check.svelte'))),
  board: new Part(() => import('./Board.svelte')),
  screen: new Part(() => withWords(import('./Screen.svelte'))),
  nowhere: new Part(() => withWords(import('./Nowhere.svelte'))),
};

/** Fetches what an address will show. */
export const fetchPage = (route: Route): Promise<unknown> => PAGES[route.is].fetch();
