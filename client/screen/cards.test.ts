import { expect, test } from 'vitest';
import { Cards, type Arranged, type Card, type CardGroup } from './cards.ts';

/** A projection of 16 to 9, without head and foot. */
const BOX = { w: 169.8, h: 78 };

const CALM = { growing: false, awaited: 0 };
const WRITING = { growing: true, awaited: 0 };

const TEXT =
  'Ladesäulen am Markt mit Solardach und Sitzbank – entworfen von Gestaltern, gebaut in den Lehrwerkstätten.';

const cardsOf = (from: number, to: number): Card[] =>
  Array.from({ length: to - from }, (_, i) => ({ id: `idea-${from + i}`, text: TEXT, sector: 'industry' }));
const wall = (cards: Card[], title: string | null = null): CardGroup[] => [{ id: '', title, cards }];

const placesOf = ({ pages }: Arranged): Map<string, string> =>
  new Map(
    pages.flatMap((lanes, page) =>
      lanes.flatMap(({ places }, lane) => places.map(({ id, y }) => [id, `${page}:${lane}:${y}`])),
    ),
  );

function table(): { cards: Cards; clock: { now: number } } {
  const clock = { now: 1_000_000 };
  return { cards: new Cards(() => clock.now), clock };
}

test('[SN6] a burst of forty moves no card and changes no size, whatever their age', () => {
  const { cards } = table();
  const before = cards.follow(wall(cardsOf(100, 105)), BOX, CALM);
  const after = cards.follow(wall(cardsOf(60, 105)), BOX, CALM);
  expect(placesOf(after).size).toBe(45);
  expect(after.size).toBe(before.size);
  for (const [id, place] of placesOf(before)) expect(placesOf(after).get(id)).toBe(place);
});

test('[SN8] few cards are set large, many small, and all of them are on some page', () => {
  const fonts = [2, 5, 12, 80, 300].map((count) => {
    const arranged = table().cards.follow(wall(cardsOf(0, count)), BOX, CALM);
    expect(placesOf(arranged).size).toBe(count);
    return arranged.size.font;
  });
  expect(fonts).toEqual([...fonts].sort((a, b) => b - a));
  expect(fonts[0]).toBeGreaterThan(fonts.at(-1) ?? 0);
});

test('[SN9] cards are put in order when the pages came round and nothing new came for a while', () => {
  const { cards, clock } = table();
  cards.follow(wall(cardsOf(0, 5)), BOX, CALM);
  clock.now += 60_000;
  const burst = cards.follow(wall(cardsOf(0, 12)), BOX, CALM);
  expect(cards.settle(wall(cardsOf(0, 12)), BOX, CALM)).toBe(null);
  clock.now += 20_000;
  const settled = cards.settle(wall(cardsOf(0, 12)), BOX, CALM);
  expect(settled?.size.font).toBeLessThan(burst.size.font);
  expect(settled?.pages).toHaveLength(1);
  clock.now += 20_000;
  expect(cards.settle(wall(cardsOf(0, 12)), BOX, CALM)).toBe(null);
});

test('[SN8] on a screen of any shape there is at least one lane, and no lane is wider than the screen', () => {
  for (const w of [30, 60, 125, 170, 230]) {
    const { size } = table().cards.follow(wall(cardsOf(0, 80)), { w, h: 78 }, CALM);
    expect(size.lanes).toBeGreaterThanOrEqual(1);
    expect(size.lanes * size.laneW).toBeLessThanOrEqual(w);
  }
});

test('[SN8] while more is to come the type is small from the first card on', () => {
  const smallest = table().cards.follow(wall(cardsOf(0, 300)), BOX, CALM).size.font;
  const few = table().cards.follow(wall(cardsOf(0, 2)), BOX, WRITING).size.font;
  expect(few).toBeLessThan(table().cards.follow(wall(cardsOf(0, 2)), BOX, CALM).size.font);
  const { cards } = table();
  cards.follow(wall([]), BOX, CALM);
  expect(cards.follow(wall(cardsOf(0, 2)), BOX, { growing: false, awaited: 298 }).size.font).toBe(smallest);
  expect(cards.follow(wall(cardsOf(0, 300)), BOX, CALM).size.font).toBe(smallest);
});
