import { graphemes, widthOf, widthOfGrapheme, type Weight } from './metrics.ts';
import { syllableCut } from './syllable.ts';

/** How a text is set: `size` and `width` in world units. */
export interface Setting {
  readonly size: number;
  readonly weight: Weight;
  readonly width: number;
}

/** Letters that stay together at both ends when a word is broken inside. */
const LETTERS_KEPT = 3;

const LETTER = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u;
/** A line may end after these when something follows that is no space. */
const BREAKS = /(?<=[\p{L}\p{N}][-\u2010\u2013\u2014/…]+)(?=[\p{L}\p{N}„“"(])/u;

/**
 * Breaks a text into lines: at line breaks and spaces, after hyphens and slashes, and inside a word only where it is
 * longer than a whole line (before a syllable where one is near, with a hyphen between letters). Runs of spaces count as one; there is at least one line
 * unless the text is blank. The same text and setting always give the same lines.
 */
export function wrap(text: string, setting: Setting): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) lines.push(...wrapParagraph(paragraph, setting));
  return lines;
}

function wrapParagraph(paragraph: string, { size, weight, width }: Setting): string[] {
  const room = width / size;
  const line = new Line(room, weight);
  for (const word of paragraph.split(/[^\S\u00A0\u202F]+/u)) {
    if (word === '') continue;
    word.split(BREAKS).forEach((piece, i) => {
      line.add(piece, i === 0);
    });
  }
  return line.finished();
}

/** The line being filled, and those before it. Widths in em. */
class Line {
  readonly #room: number;
  readonly #weight: Weight;
  readonly #lines: string[] = [];
  #text = '';
  #width = 0;

  constructor(room: number, weight: Weight) {
    this.#room = room;
    this.#weight = weight;
  }

  add(piece: string, spaced: boolean): void {
    const width = widthOf(piece, this.#weight);
    const space = spaced && this.#text !== '' ? widthOf(' ', this.#weight) : 0;
    if (this.#width + space + width <= this.#room) {
      this.#append(space > 0 ? ' ' + piece : piece, space + width);
      return;
    }
    this.#end();
    if (width <= this.#room) this.#append(piece, width);
    else this.#addOverlong(piece);
  }

  finished(): string[] {
    this.#end();
    return this.#lines;
  }

  #append(text: string, width: number): void {
    this.#text += text;
    this.#width += width;
  }

  #end(): void {
    if (this.#text !== '') this.#lines.push(this.#text);
    this.#text = '';
    this.#width = 0;
  }

  #addOverlong(piece: string): void {
    let rest = graphemes(piece);
    while (rest.length > 0 && widthOf(rest.join(''), this.#weight) > this.#room) {
      const cut = this.#cutOf(rest);
      const hyphen = LETTER.test(rest[cut - 1] ?? '') && LETTER.test(rest[cut] ?? '') ? '-' : '';
      this.#lines.push(rest.slice(0, cut).join('') + hyphen);
      rest = rest.slice(cut);
    }
    this.#append(rest.join(''), widthOf(rest.join(''), this.#weight));
  }

  /** How many graphemes go on this line: as many as fit beside a hyphen, at least one, leaving no stub for the next. */
  #cutOf(rest: readonly string[]): number {
    let left = this.#room - widthOf('-', this.#weight);
    let cut = 0;
    for (const grapheme of rest) {
      left -= widthOfGrapheme(grapheme, this.#weight);
      if (left < 0) break;
      cut++;
    }
    const leavesStub = rest.length - cut < LETTERS_KEPT && cut > 2 * LETTERS_KEPT;
    const most = Math.max(1, leavesStub ? rest.length - LETTERS_KEPT : cut);
    return syllableCut(rest, most, Math.max(LETTERS_KEPT, Math.ceil(most / 2))) ?? most;
  }
}
