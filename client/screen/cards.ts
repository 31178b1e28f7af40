import { wrap } from '#shared/layout/wrap.ts';
import { Shelf, type Lane } from './shelf.ts';
import { cardH, cardSizes, LANE_HEAD_H, type Box, type CardSize } from './sizes.ts';

/** One card: an idea, or a cluster that can be voted on. */
export interface Card {
  readonly id: string;
  readonly text: string;
  /** Id of its sector. */
  readonly sector?: string | undefined;
  /** Who wrote it, where that may be shown. */
  readonly name?: string | undefined;
}

export interface CardGroup {
  readonly id: string;
  /** Stands above its lanes; null where there is nothing to tell apart. */
  readonly title: string | null;
  readonly cards: readonly Card[];
}

/** A card as it is set. */
export interface SetCard extends Card {
  readonly size: CardSize;
  readonly lines: readonly string[];
  readonly h: number;
}

/** What a screen shows of the groups: pages of lanes. */
export interface Arranged {
  readonly size: CardSize;
  /** Whether the groups have titles. */
  readonly titled: boolean;
  readonly pages: readonly (readonly Lane[])[];
  readonly cards: ReadonlyMap<string, SetCard>;
}

/** Milliseconds without anything new before cards are put in order: what just came is looked for where it came. */
const QUIET_MS = 20_000;

interface Layout {
  readonly box: Box;
  readonly titled: boolean;
  readonly size: CardSize;
  readonly shelf: Shelf;
}

/** Cards in lanes. Each keeps its place and the type its size, until `settle` may put all in order. */
export class Cards {
  readonly #now: () => number;
  #layout: Layout | null = null;
  #cards: ReadonlyMap<string, SetCard> = new Map();
  #newsAt = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  follow(groups: readonly CardGroup[], box: Box): Arranged {
    const layout = this.#layout;
    const same = layout?.titled === isTitled(groups) && layout.box.w === box.w && layout.box.h === box.h;
    return same ? this.#put(groups, layout) : this.#afresh(groups, box);
  }

  /** For a moment when nobody minds: as large as all of it fits on one page, in order, without gaps. */
  settle(groups: readonly CardGroup[], box: Box): Arranged {
    return this.#now() - this.#newsAt < QUIET_MS ? this.follow(groups, box) : this.#afresh(groups, box);
  }

  #afresh(groups: readonly CardGroup[], box: Box): Arranged {
    const titled = isTitled(groups);
    const h = box.h - (titled ? LANE_HEAD_H : 0);
    const [first, ...smaller] = cardSizes(box.w);
    const at = (size: CardSize): Arranged => this.#put(groups, { box, titled, size, shelf: new Shelf(h, size.gap) });
    return smaller.reduce((arranged, size) => (arranged.pages.length > 1 ? at(size) : arranged), at(first));
  }

  #put(groups: readonly CardGroup[], layout: Layout): Arranged {
    this.#layout = layout;
    const { size, titled, shelf } = layout;
    const cards = new Map(groups.flatMap((group) => group.cards.map((card) => [card.id, this.#set(card, size)])));
    if ([...cards.keys()].some((id) => !this.#cards.has(id))) this.#newsAt = this.#now();
    this.#cards = cards;
    const pieces = groups.map((group) => ({
      id: group.id,
      pieces: group.cards.flatMap(({ id }) => cards.get(id) ?? []),
    }));
    return { size, titled, pages: pagesOf(shelf.put(pieces), size.lanes), cards };
  }

  #set(card: Card, size: CardSize): SetCard {
    const lines = this.#lines(card, size);
    return { ...card, size, lines, h: cardH(size, lines.length, card.name !== undefined) };
  }

  /** Wrapping takes time, and most texts stay as they are. */
  #lines({ id, text }: Card, size: CardSize): readonly string[] {
    const before = this.#cards.get(id);
    return before?.text === text && before.size === size ? before.lines : wrap(text.replace(/\s+/g, ' '), size.text);
  }
}

const isTitled = (groups: readonly CardGroup[]): boolean => groups.some(({ title }) => title !== null);

function pagesOf(lanes: readonly Lane[], perPage: number): Lane[][] {
  const pages: Lane[][] = [];
  for (let i = 0; i < lanes.length; i += perPage) pages.push(lanes.slice(i, i + perPage));
  return pages;
}
