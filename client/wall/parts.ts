import { Part } from '../ui/part.svelte.ts';
import { withWords } from '../ui/words.ts';

export const more = new Part(() => withWords(import('./more.ts')));
