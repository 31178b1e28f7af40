import { wordsOf } from './words.ts';

/**
 * By what texts are compared: words, and the pieces of longer ones, as German puts words together: a `Lastenradverleih` is
 * something like a `Lastenrad`.
 */

/** Letters of a piece, and of the shortest word that is cut into pieces. */
const PIECE = 4;
const CUT_FROM = 5;
/** What all pieces of a word weigh together beside the word itself. */
const PIECES_WEIGH = 1;

/** How much of what a text has. */
export type Features = ReadonlyMap<string, number>;

export function featuresOf(text: string): Features {
  const features = new Map<string, number>();
  for (const word of new Set(wordsOf(text))) {
    add(features, `${word}.`, 1);
    const pieces = piecesOf(word);
    for (const piece of pieces) add(features, piece, PIECES_WEIGH / Math.sqrt(pieces.length));
  }
  return features;
}

const add = (features: Map<string, number>, feature: string, weight: number): void =>
  void features.set(feature, (features.get(feature) ?? 0) + weight);

const piecesOf = (word: string): string[] =>
  word.length < CUT_FROM
    ? []
    : Array.from({ length: word.length - PIECE + 1 }, (_, start) => word.slice(start, start + PIECE));
