import { whenIdle } from '../../ui/idle.ts';
import { Part } from '../../ui/part.svelte.ts';
import { more } from '../../wall/parts.ts';
import { onCards } from '../../vote/parts.ts';
import { withWords } from '../../ui/words.ts';
import type { ViewKind } from './view-kind.ts';

export const wall = new Part(() => import('./wall.ts'));
export const list = new Part(() => import('../../list/List.svelte'));
export const later = new Part(() => withWords(import('./later.ts')));
export const lead = new Part(() => withWords(import('./lead.ts')));

/** Below this the list is the better first view: a wall wants room. */
const PHONE = '(max-width: 639px)';

export const firstView = (): ViewKind => (matchMedia(PHONE).matches ? 'list' : 'wall');

/** Fetches what will be seen first. What does not come is told where it is shown. */
export const fetchFirstView = (): void => void (firstView() === 'list' ? list : wall).fetch().catch(() => undefined);

/** Fetches every part of the board page in a quiet moment; returns what prevents it. */
export const fetchPartsWhenIdle = (): (() => void) =>
  whenIdle(() => {
    for (const part of [wall, list, more, later, onCards, lead]) part.fetch().catch(() => undefined);
  });
