import { wrap } from '#shared/layout/wrap.ts';
import { Shelf, type Lane } from './shelf.ts';
import { cardH, cardSizes, type Box, type CardSize } from './sizes.ts';

/** One card: an idea, or a cluster that can be voted on. */
export interface Card {
  readonly id: string;
  readonly text: string;
  /** Id of its sector. */
  readonly sector?: string | undefined;
}

export interface CardGroup {
  readonly id: string;
  /** Stands above its lanes; null where there is nothing to tell apart. */
  readonly title: string | null;
  readonly cards: readonly Card[];
}

/** A card as it is set. */
export interface SetCard extends Card {
  readonly group: string;
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
/** While more is to come: up to so many cards the smallest type is not needed yet. */
const CARDS_FEW = 36;

/** Whether more is to come, for which room is kept by small type. */
export interface Outlook {
  /** People are writing for this wall. When that changes, cards are put in order. */
  readonly growing: boolean;
  /** How many are known to be under way. */
  readonly awaited: number;
}

interface Layout {
  readonly growing: boolean;
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
  /** Somebody left a gap since all was in order, or a smaller type would need fewer pages. */
  #loose = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  follow(groups: readonly CardGroup[], box: Box, outlook: Outlook): Arranged {
    const layout = this.#layout;
    const stays =
      layout !== null &&
      this.#cards.size > 0 &&
      layout.growing === outlook.growing &&
      layout.titled === isTitled(groups) &&
      layout.box.w === box.w &&
      layout.box.h === box.h;
    return stays ? this.#put(groups, layout) : this.#afresh(groups, box, outlook);
  }

  /** For a moment when nobody minds: all in order, without gaps, as large as it fits. Null when there is no need, or no time. */
  settle(groups: readonly CardGroup[], box: Box, outlook: Outlook): Arranged | null {
    const isQuiet = this.#now() - this.#newsAt >= QUIET_MS;
    return this.#loose && isQuiet ? this.#afresh(groups, box, outlook) : null;
  }

  #afresh(groups: readonly CardGroup[], box: Box, outlook: Outlook): Arranged {
    const titled = isTitled(groups);
    let arranged: Arranged | undefined;
    for (const size of sizesFor(groups, box, outlook)) {
      const shelf = new Shelf(box.h - (titled ? size.title.h : 0), size.gap);
      arranged = this.#put(groups, { growing: outlook.growing, box, titled, size, shelf });
      if (arranged.pages.length <= size.pages) break;
    }
    this.#loose = false;
    if (!arranged) throw new Error('there is always a smallest size');
    return arranged;
  }

  #put(groups: readonly CardGroup[], layout: Layout): Arranged {
    this.#layout = layout;
    const { size, titled, shelf } = layout;
    const cards = new Map(
      groups.flatMap((group) => group.cards.map((card) => [card.id, this.#set(card, group.id, size)])),
    );
    this.#compare(cards);
    const pieces = groups.map((group) => ({
      id: group.id,
      pieces: group.cards.flatMap(({ id }) => cards.get(id) ?? []),
    }));
    const pages = pagesOf(shelf.put(pieces), size.lanes);
    this.#loose ||= pages.length > size.pages;
    return { size, titled, pages, cards };
  }

  /** Notes what came, and whether somebody left a place. */
  #compare(cards: ReadonlyMap<string, SetCard>): void {
    const before = this.#cards;
    if ([...cards.values()].some(({ id, group }) => before.get(id)?.group !== group)) this.#newsAt = this.#now();
    this.#loose ||= [...before.values()].some(({ id, group }) => cards.get(id)?.group !== group);
    this.#cards = cards;
  }

  #set(card: Card, group: string, size: CardSize): SetCard {
    const lines = this.#lines(card, size);
    return { ...card, group, size, lines, h: cardH(size, lines.length) };
  }

  /** Wrapping takes time, and most texts stay as they are. */
  #lines({ id, text }: Card, size: CardSize): readonly string[] {
    const before = this.#cards.get(id);
    return before?.text === text && before.size === size ? before.lines : wrap(text.replace(/\s+/g, ' '), size.text);
  }
}

/** What may be chosen from. On a wall that grows, large type would soon fill many pages. */
function sizesFor(groups: readonly CardGroup[], { w }: Box, { growing, awaited }: Outlook): readonly CardSize[] {
  const count = groups.reduce((sum, { cards }) => sum + cards.length, awaited);
  const pages = growing || awaited > 0 ? (count > CARDS_FEW ? Infinity : 2) : 1;
  return cardSizes(w).filter((size) => size.pages >= pages);
}

const isTitled = (groups: readonly CardGroup[]): boolean => groups.some(({ title }) => title !== null);

function pagesOf(lanes: readonly Lane[], perPage: number): Lane[][] {
  const pages: Lane[][] = [];
  for (let i = 0; i < lanes.length; i += perPage) pages.push(lanes.slice(i, i + perPage));
  return pages;
}
