import { m } from '#shared/messages/compiled/messages.js';
import type { Refusal } from './deeds.ts';

const SENTENCES: Readonly<Record<Refusal, () => string>> = {
  'screen-only-shows': () => m.refused_screen_only_shows(),
  'not-yours': () => m.refused_not_yours(),
  'not-in-this-step': () => m.refused_not_in_this_step(),
  'in-silence': () => m.refused_in_silence(),
  locked: () => m.refused_locked(),
  'board-full': () => m.refused_board_full(),
  empty: () => m.refused_empty(),
  'too-long': () => m.refused_too_long(),
  gone: () => m.refused_gone(),
};

/** Why a deed did not happen, in the person's language. */
export const refusalSentence = (refusal: Refusal): string => SENTENCES[refusal]();
