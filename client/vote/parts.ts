import { Part } from '../ui/part.svelte.ts';
import { withWords } from '../ui/words.ts';

/** What stands on cards while there is a vote, or has been one. */
export const onCards = new Part(() => withWords(import('./OnCard.svelte')));
