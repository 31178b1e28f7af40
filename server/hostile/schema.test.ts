import { expect, test } from 'vitest';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { COORDINATE_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import { until } from '../testing/person.ts';
import { anObject, type Block, type Struct } from './forge.ts';
import type { Intruder } from './intruder.ts';
import { openStage } from './stage.ts';
import { MARK } from './witness.ts';

const stage = openStage();

const OWN = 'idea-of-mallory';
const place = (value: unknown) => (by: Intruder) => [by.idea(OWN, { place: { values: [value] } })];
const field = (key: string, struct: Struct) => (by: Intruder) => [by.idea(OWN, { [key]: struct })];
/** Something in the text of an idea of one's own. */
const inText = (struct: Struct) => (by: Intruder) => [by.idea(OWN), by.block({ parent: [by.client, 1], ...struct })];
const inRoot = (struct: Struct) => (by: Intruder) => [by.block(struct)];
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

test.each<[string, (by: Intruder) => Block[]]>([
  ['an unknown root', inRoot({ type: 'map', parent: MARK, key: OWN })],
  [
    '20,000 unknown roots',
    (by) => [by.blockOf(times(20_000, (i) => ({ type: 'map' as const, parent: `${MARK}${i}`, key: OWN })))],
  ],
  [
    '9,000 unknown roots',
    (by) => [by.blockOf(times(9_000, (i) => ({ type: 'map' as const, parent: `${MARK}${i}`, key: OWN })))],
  ],
  ['a root named like a prototype', inRoot({ type: 'map', parent: '__proto__', key: OWN })],
  ['a root that is a list', inRoot({ values: [MARK], parent: 'ideas' })],
  ['a root that is a text', inRoot({ text: MARK, parent: 'ideas' })],
  ['an entry that is a value', inRoot({ values: [MARK], parent: 'ideas', key: OWN })],
  ['an entry that is a list', inRoot({ type: 'array', parent: 'ideas', key: OWN })],
  ['an entry that is a hook', inRoot({ type: 'xmlHook', parent: 'ideas', key: OWN })],
  ['an entry under __proto__', inRoot({ type: 'map', parent: 'ideas', key: '__proto__' })],
  ['an unknown field', field('colour', { values: [MARK] })],
  ['a field named __proto__', field('__proto__', { values: [{ hidden: true }] })],
  ['a field named constructor', field('constructor', { values: [MARK] })],
  ['a nested map', field('place', { type: 'map' })],
  ['a nested list', field('from', { type: 'array' })],
  ['a text that is an element', field('text', { type: 'xmlText' })],
  ['a text that is a value', field('text', { values: [MARK] })],
  ['a map in a text', inText({ type: 'map' })],
  ['an embed', inText({ embed: { image: MARK } })],
  ['a format', inText({ format: ['bold', true] })],
  ['a binary value', field('from', { binary: new Uint8Array(9) })],
  ['a subdocument', field('from', { subdocument: MARK })],
  ['a value of the older encoding', field('from', { json: [MARK] })],
  ['a coordinate that is not a number', place({ at: [NaN, 0] })],
  ['a coordinate that is infinite', place({ at: [0, -Infinity] })],
  ['a coordinate beyond the wall', place({ at: [COORDINATE_MAX + 1, 0] })],
  ['a coordinate that is text', place({ at: ['1', 0] })],
  ['a coordinate of any length', place({ at: [2n ** 60n, 0] })],
  ['three coordinates', place({ at: [1, 2, 3] })],
  ['a place that is a huge list', place(times(100_000, () => 1))],
  ['a place nested 5,000 deep', place(nested(5_000))],
  ['a place with a key too many', place({ at: [1, 2], note: MARK })],
  ['a place with a key behind', place(anObject(['at', [1, 2]], ['__proto__', { in: 'cluster-aaaaaaaa', rank: 'a0' }]))],
  ['a place made of nothing but what is behind', place(anObject(['__proto__', { at: [1, 2] }]))],
  ['a place in a cluster with no id', place({ in: '__proto__', rank: 'a0' })],
  ['a rank that goes on for ever', place({ in: 'cluster-aaaaaaaa', rank: 'a'.repeat(10_000) })],
  ['a time that is none', field('createdAt', { values: [NaN] })],
  ['a time before there was any', field('createdAt', { values: [-1] })],
  ['a sector of half a megabyte', field('sector', { values: ['s'.repeat(500_000)] })],
  ['an origin that is too long', field('from', { values: ['x'.repeat(1_000)] })],
  ['hiding', field('hidden', { values: [true] })],
  ['an author that is nobody', field('author', { values: ['x'] })],
  ['an author that is a list', field('author', { values: [[MARK]] })],
  ['a hole', (by) => [by.block({ hole: 5 })]],
  ['half a million structs, as many as a frame holds', (by) => [by.blockOf(times(500_000, () => ({ gone: 1 })))]],
  ['150,000 subdocuments', (by) => [by.blockOf(times(150_000, () => ({ subdocument: '', left: [1, 0] as const })))]],
  ['180,000 types', (by) => [by.blockOf(times(180_000, () => ({ type: 'map' as const, left: [1, 0] as const })))]],
])('[SY81] %s is refused and reaches nobody', async (_, attack) => {
  const at = await stage();
  at.mallory.send(attack(at.mallory));
  expect([CLOSE.refused, CLOSE.tooMuch]).toContain(await at.mallory.line.closed);
  await at.aftermath();
});

test('[SY81] ids named like what every object has do no harm, in exports neither', async () => {
  const at = await stage();
  const ids = ['hasOwnProperty', '__defineGetter__', 'propertyIsEnumerable'];
  for (const id of ids) at.mallory.send([at.mallory.idea(id)]);
  await at.mallory.line.saved();
  await until(() => expect(ids.every((id) => ideasOf(at.nora.doc).has(id))).toBe(true));
  for (const format of ['json', 'csv', 'md']) {
    const path = `/api/boards/${at.boardId}/export.${format}`;
    expect((await at.house.deeds.call(path, { token: at.moderator.token })).status).toBe(200);
  }
  await at.aftermath();
});

test('[SY81] a text of a quarter of a megabyte reaches others cut', async () => {
  const at = await stage();
  const { mallory } = at;
  mallory.does([mallory.idea()]);
  const parent = [mallory.client, 1] as const;
  for (let i = 0; i < 3; i++) mallory.does([mallory.block({ text: 'lang'.repeat(20_000), parent })]);
  await mallory.line.saved();
  for (const { doc } of [at.nora, at.tobias, mallory]) {
    await until(() => expect(readBoard(doc).ideas.get(mallory.own)?.text).toHaveLength(IDEA_TEXT_MAX));
  }
  expect(Math.max(...at.nora.line.frames.map(({ length }) => length))).toBeLessThan(10_000);
  await at.aftermath();
});
