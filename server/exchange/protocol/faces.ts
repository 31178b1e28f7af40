import type { Font } from 'fontkit';
import { FAMILIES, hanFiles, LAST, openFont, openHan, type Family, type Weight } from './font-files.ts';

/** A font that text can be set in. */
export interface Face {
  readonly id: string;
  readonly font: Font;
  /** Width in em of a line around its letters, for a font that is thinner than it should be. */
  readonly stroke: number;
}

/** What the stems of Noto Sans SC Thin lack to those of Regular and Bold. */
const HAN_STROKES: Readonly<Record<Weight, number>> = { 400: 0.044, 700: 0.085 };

/** Characters that are seen only by what they do to others. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
/** Sequences that are one picture. */
const EMOJI = /\p{Emoji_Presentation}|\uFE0F|\u20E3/u;
const LATIN = /^[ -~äöüÄÖÜß–„“]*$/;

export const isUnseen = (grapheme: string): boolean => [...grapheme].every((character) => UNSEEN.test(character));

/** Knows for every grapheme a font that can show it. Opens only what is needed; a hundred files of Han characters beforehand. */
export class Faces {
  readonly #han: ReadonlyMap<string, Font>;
  readonly #hanFile: (character: string) => string | null;
  readonly #opened = new Map<string, Font>();
  readonly #known = new Map<string, Face | null>();

  private constructor(han: ReadonlyMap<string, Font>, hanFile: (character: string) => string | null) {
    this.#han = han;
    this.#hanFile = hanFile;
  }

  /** For texts made of these characters. */
  static async for(text: string): Promise<Faces> {
    const strange = new Set([...text].filter((character) => !LATIN.test(character)));
    if (strange.size === 0) return new Faces(new Map(), () => null);
    const hanFile = hanFiles();
    const parts = new Set([...strange].map(hanFile).filter((part) => part !== null && /^\d+$/.test(part)));
    const han = [...parts].sort().map(async (part) => [part ?? '', await openHan(part ?? '')] as const);
    return new Faces(new Map(await Promise.all(han)), hanFile);
  }

  /** Null when no bundled font has it. */
  of(grapheme: string, weight: Weight): Face | null {
    const key = `${weight} ${grapheme}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const face = this.#find(grapheme, weight);
    this.#known.set(key, face);
    return face;
  }

  #find(grapheme: string, weight: Weight): Face | null {
    const first = EMOJI.test(grapheme) ? FAMILIES.slice(1) : FAMILIES;
    for (const family of first) {
      if (family.for && !family.for.test(grapheme)) continue;
      const face = this.#among(family, grapheme, weight);
      if (face) return face;
    }
    return this.#hanFace(grapheme, weight) ?? this.#among(LAST, grapheme, weight);
  }

  #among(family: Family, grapheme: string, weight: Weight): Face | null {
    const heavy = family.weights.includes(weight) ? weight : (family.weights[0] ?? 400);
    for (const part of family.parts) {
      const id = `${family.name}-${part}-${heavy}`;
      const font = this.#opened.get(id) ?? openFont(family, part, heavy);
      this.#opened.set(id, font);
      if (shows(font, grapheme)) return { id, font, stroke: 0 };
    }
    return null;
  }

  #hanFace(grapheme: string, weight: Weight): Face | null {
    const part = this.#hanFile([...grapheme][0] ?? '');
    const font = part === null ? undefined : this.#han.get(part);
    return font && shows(font, grapheme) ? { id: `han-${part}-${weight}`, font, stroke: HAN_STROKES[weight] } : null;
  }
}

export const shows = (font: Font, grapheme: string): boolean =>
  [...grapheme].every(
    (character) => UNSEEN.test(character) || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
