import type { Route } from '../session/route.ts';
import { withWords } from '../ui/words.ts';

/** Every page is a file of its own, so that nobody loads another's. The board's words come first, before all others. */
export const PAGES = {
  start: () => withWords(import('./Start.svelte')),
  join: () => withWords(import('./Join.svelte')),
  check: () => withWords(import('../check/Check.svelte')),
  board: () => import('./Board.svelte'),
  screen: () => withWords(import('./Screen.svelte')),
  nowhere: () => withWords(import('./Nowhere.svelte')),
};

/** Fetches what an address will show. */
export const fetchPage = (route: Route): Promise<unknown> => PAGES[route.is]();
