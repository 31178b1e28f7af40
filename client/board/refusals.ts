import { m } from '#shared/messages/compiled/messages.js';
import type { Refusal } from './deeds.ts';

const SENTENCES: Readonly<Record<Refusal, () => string>> = {
  'screen-only-shows': () => m.refused_screen_only_shows(),
  'not-yours': () => m.refused_not_yours(),
  'not-in-this-step': () => m.refused_not_in_this_step(),
  'in-silence': () => m.refused_in_silence(),
  locked: () => m.refused_locked(),
  'board-full': () => m.refused_board_full(),
  enough: () => m.refused_enough(),
  empty: () => m.refused_empty(),
  'too-long': () => m.refused_too_long(),
  'too-many-people': () => m.refused_too_many_people(),
  gone: () => m.refused_gone(),
};

const RETURNED: Readonly<Record<string, () => string>> = {
  'not-yours': () => m.returned_not_yours(),
  'not-in-this-step': () => m.returned_not_in_this_step(),
  'in-silence': () => m.returned_in_silence(),
  locked: () => m.returned_locked(),
  'board-full': () => m.returned_board_full(),
  enough: () => m.returned_enough(),
  'too-long': () => m.returned_too_long(),
  'changed-meanwhile': () => m.returned_changed_meanwhile(),
};

/** Why a text came back from the board into the notebook. */
export const returnedSentence = (why: string): string => (RETURNED[why] ?? m.returned_other)();

/** Why a deed did not happen, in the person's language. */
export const refusalSentence = (refusal: Refusal): string => SENTENCES[refusal]();
