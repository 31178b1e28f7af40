import { widthOf } from '#shared/layout/metrics.ts';
import { wrap } from '#shared/layout/wrap.ts';
import { byAge, hasAccepted, type Action } from '#shared/model/board.ts';
import { LETTER } from './sizes.ts';
import { stacked } from './stack.ts';

/** An action as it is shown. Lengths in percent of the screen's height. */
export interface AgreedRow {
  readonly id: string;
  readonly what: readonly string[];
  /** Everybody it names, with whether they gave their word, and then the day; in lines as wide as there is room. */
  readonly who: readonly (readonly Word[])[];
}

/** A piece of a line that stays together. `accepted` only of people. */
export interface Word {
  readonly text: string;
  readonly accepted?: boolean;
}

export interface Saying {
  readonly nameOf: (participantId: string) => string;
  readonly accepted: (name: string) => string;
  readonly open: (name: string) => string;
  readonly due: (day: string) => string;
}

export const AGREED = { font: 3.8, lineH: 4.7, whoH: 4.2, gap: 2.6, between: 2, pad: 1.4 } as const;

const heightOf = ({ what, who }: AgreedRow): number =>
  2 * AGREED.pad + what.length * AGREED.lineH + who.length * AGREED.whoH;

/** Actions in the order in which they were made, set for a width. */
export const agreedRows = (actions: Iterable<Action>, saying: Saying, w: number): readonly AgreedRow[] =>
  [...actions].sort(byAge).map((action) => rowOf(action, saying, w));

function rowOf(action: Action, saying: Saying, w: number): AgreedRow {
  const people = action.who.map((id) => {
    const accepted = hasAccepted(action, id);
    return { text: (accepted ? saying.accepted : saying.open)(saying.nameOf(id)), accepted };
  });
  const words: Word[] = action.due === undefined ? people : [...people, { text: saying.due(action.due) }];
  const what = wrap(action.what.replace(/\s+/g, ' '), { size: AGREED.font, weight: 600, width: w });
  return { id: action.id, what, who: inLines(words, w) };
}

/** Breaks lines only between words. */
function inLines(words: readonly Word[], w: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [];
  let used = Infinity;
  for (const word of words) {
    const width = widthOf(word.text, 600) * LETTER;
    const line = lines.at(-1);
    if (line && used + AGREED.between + width <= w) {
      line.push(word);
      used += AGREED.between + width;
    } else {
      lines.push([word]);
      used = width;
    }
  }
  return lines;
}

export const agreedPages = (rows: readonly AgreedRow[], h: number): readonly (readonly AgreedRow[])[] =>
  stacked(rows.map(heightOf), h, AGREED.gap).map(([from, to]) => rows.slice(from, to));
