import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Shelf, type Group, type Lane } from './shelf.ts';

const H = 10;
const GAP = 1;

const pieces = (ids: string, h = 3) => [...ids].map((id) => ({ id, h }));
const group = (id: string, ids: string, h?: number): Group => ({ id, pieces: pieces(ids, h) });

/** Where everything stands: lane and height above. */
const placesOf = (lanes: readonly Lane[]): Map<string, string> =>
  new Map(lanes.flatMap(({ places }, lane) => places.map(({ id, y }) => [id, `${lane}:${y}`])));

test('[SN7] what comes stands at the end of a lane of its group, or in a new lane', () => {
  const shelf = new Shelf(H, GAP);
  shelf.put([group('x', 'ab'), group('y', 'c')]);
  const lanes = shelf.put([group('x', 'abde'), group('y', 'cf')]);
  expect(lanes.map((lane) => [lane.group, lane.places.map(({ id }) => id).join('')])).toEqual([
    ['x', 'ab'],
    ['y', 'cf'],
    ['x', 'de'],
  ]);
});

test('[SN7] who leaves leaves a gap, and what comes takes it where it fits', () => {
  const shelf = new Shelf(H, GAP);
  shelf.put([group('x', 'ab')]);
  expect(placesOf(shelf.put([group('x', 'b')]))).toEqual(new Map([['b', '0:4']]));
  expect(placesOf(shelf.put([group('x', 'bc', 3)])).get('c')).toBe('0:0');
});

test('[SN7] what moves to another group leaves its lane', () => {
  const shelf = new Shelf(H, GAP);
  shelf.put([group('x', 'ab'), group('y', 'c')]);
  const lanes = shelf.put([group('x', 'b'), group('y', 'ca')]);
  expect(placesOf(lanes)).toEqual(
    new Map([
      ['b', '0:4'],
      ['c', '1:0'],
      ['a', '1:4'],
    ]),
  );
});

test('[SN7] what grows pushes those below, and what then has no room goes to the end', () => {
  const shelf = new Shelf(H, GAP);
  shelf.put([group('x', 'ab')]);
  const grown = shelf.put([{ id: 'x', pieces: [{ id: 'a', h: 5 }, ...pieces('b')] }]);
  expect(placesOf(grown)).toEqual(
    new Map([
      ['a', '0:0'],
      ['b', '0:6'],
    ]),
  );
  const over = shelf.put([{ id: 'x', pieces: [{ id: 'a', h: 8 }, ...pieces('b')] }]);
  expect(placesOf(over)).toEqual(
    new Map([
      ['a', '0:0'],
      ['b', '1:0'],
    ]),
  );
});

test('[SN7] what is higher than a lane has one for itself', () => {
  const lanes = new Shelf(H, GAP).put([group('x', 'a', 40), group('y', 'b')]);
  expect(lanes.map(({ places }) => places.length)).toEqual([1, 1]);
});

const moments = fc.array(
  fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }), group: fc.constantFrom('x', 'y', 'z') }), {
    maxLength: 25,
  }),
  { maxLength: 12 },
);

/** Heights follow from the id, so that nothing grows. */
function groupsOf(moment: readonly { id: number; group: string }[]): Group[] {
  const seen = new Map(moment.map(({ id, group }) => [id, group]));
  return ['x', 'y', 'z'].map((id) => ({
    id,
    pieces: [...seen].filter((it) => it[1] === id).map(([piece]) => ({ id: String(piece), h: 1 + (piece % 4) })),
  }));
}

test('[SN6] whatever comes, goes and changes its group: who stays in a group never moves, and nothing overlaps', () => {
  fc.assert(
    fc.property(moments, (all) => {
      const shelf = new Shelf(H, GAP);
      let before = new Map<string, string>();
      for (const groups of all.map(groupsOf)) {
        const lanes = shelf.put(groups);
        const after = new Map(
          lanes.flatMap(({ group, places }, lane) => places.map(({ id, y }) => [`${group}/${id}`, `${lane}:${y}`])),
        );
        for (const [who, where] of before) if (after.has(who)) expect(after.get(who)).toBe(where);
        expect([...after.keys()].sort()).toEqual(
          groups.flatMap((it) => it.pieces.map(({ id }) => `${it.id}/${id}`)).sort(),
        );
        const heights = new Map(groups.flatMap((it) => it.pieces.map(({ id, h }) => [id, h])));
        for (const { places } of lanes) {
          places.forEach(({ id, y }, i) => {
            const end = y + (heights.get(id) ?? 0);
            expect(end).toBeLessThanOrEqual((places[i + 1]?.y ?? H + GAP) - GAP);
          });
        }
        before = after;
      }
    }),
  );
});
