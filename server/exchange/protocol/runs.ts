import bidiFactory, { type Bidi } from 'bidi-js';
import { graphemes } from '#shared/layout/metrics.ts';
import { isUnseen, shows, type Face, type Faces } from './faces.ts';
import type { Weight } from './font-files.ts';

/** A piece of a line that is set in one font and one direction. */
export interface Run {
  /** As it goes to the font: in reading order where the font turns it around itself, else in the order of the page. */
  readonly text: string;
  readonly face: Face;
  /** It has to be shaped in one go: words of leftward scripts stand in the order of the page only then. */
  readonly leftwards: boolean;
  /** What it stands for, where that is not what is shown. */
  readonly means?: string;
}

type Direction = 'ltr' | 'rtl';

// Its types describe the module file, Node loads the other: there `default` is the whole module.
const bidi = (bidiFactory as unknown as () => Bidi)();
/** Without any of these a line runs from left to right. */
const LEFTWARDS =
  /[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const LEFTWARDS_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The direction of a text as its first letter tells it. */
export const directionOf = (text: string): Direction =>
  LEFTWARDS.test(text) && (bidi.getEmbeddingLevels(text, 'auto').paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';

interface Piece {
  text: string;
  readonly face: Face;
  readonly level: number;
  readonly means?: string;
}

/** The runs of a line from left to right, by the Unicode Bidirectional Algorithm (UAX 9). */
export function runsOf(line: string, direction: Direction, set: { faces: Faces; weight: Weight }): Run[] {
  const levels = LEFTWARDS.test(line) ? bidi.getEmbeddingLevels(line, direction).levels : null;
  const pieces: Piece[] = [];
  let at = 0;
  for (const grapheme of graphemes(line)) {
    add(pieces, grapheme, { level: levels?.[at] ?? 0, ...set });
    at += grapheme.length;
  }
  return inOrderOfThePage(pieces).map(({ text, face, level, means }) => ({
    text: level % 2 === 1 ? turned(text) : text,
    face,
    leftwards: level % 2 === 1,
    ...(means === undefined ? {} : { means }),
  }));
}

interface Setting {
  readonly level: number;
  readonly faces: Faces;
  readonly weight: Weight;
}

/** Spaces and signs stay in the font of what they follow where it has them, so that words are not torn apart. */
function add(pieces: Piece[], grapheme: string, { level, faces, weight }: Setting): void {
  if (isUnseen(grapheme)) return;
  const last = pieces.at(-1);
  const joins = last?.level === level && last.means === undefined;
  if (joins && /^[\p{P}\p{Z}]$/u.test(grapheme) && shows(last.face.font, grapheme)) last.text += grapheme;
  else {
    const face = faces.of(grapheme, weight);
    if (face === null) spellOut(pieces, grapheme, { level, faces, weight });
    else if (isSequence(grapheme)) pieces.push({ text: grapheme, face, level, means: grapheme });
    else if (joins && last.face.id === face.id) last.text += grapheme;
    else pieces.push({ text: grapheme, face, level });
  }
}

/** One picture for several characters; of some of them, like the tone of a skin, the font in black and white tells nothing. */
const isSequence = (grapheme: string): boolean => /^\p{Extended_Pictographic}.+/su.test(grapheme);

/** What no font shows is named by its number: people can look it up, and copying still gives the character. */
function spellOut(pieces: Piece[], grapheme: string, { level, faces, weight }: Setting): void {
  const codes = [...grapheme].map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  const face = faces.of('U', weight);
  if (face) pieces.push({ text: `[${codes.join(' ')}]`, face, level: level + (level % 2), means: grapheme });
}

/** Rule L2: from the highest level down, what stands at it or above is turned around. */
function inOrderOfThePage(pieces: readonly Piece[]): Piece[] {
  const ordered = [...pieces];
  const highest = Math.max(0, ...ordered.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      let to = from;
      while (to < ordered.length && (ordered[to]?.level ?? 0) >= level) to++;
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}

/** Fonts turn words of leftward scripts around by themselves, but neither what is only signs nor brackets. */
function turned(text: string): string {
  const mirrored = [...text].map((character) => bidi.getMirroredCharacter(character) ?? character);
  return LEFTWARDS_LETTER.test(text) ? mirrored.join('') : mirrored.reverse().join('');
}
