import { Likeness } from './likeness.ts';

const ITSELF = '';

/** The given things in a new order: those whose text is likest first, all others behind in the order in which they came. */
export function likest<T extends { readonly id: string; readonly text: string }>(
  text: string,
  things: readonly T[],
): T[] {
  const likeness = new Likeness();
  for (const thing of things) likeness.set(thing.id, thing.text);
  likeness.set(ITSELF, text);
  const scores = new Map(likeness.likeTo(ITSELF, SOMETHING).map(({ id, score }) => [id, score]));
  return [...things].sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
}

/** Less in common is chance. */
const SOMETHING = 0.1;
