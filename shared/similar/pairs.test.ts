import fc from 'fast-check';
import { expect, test } from 'vitest';
import { board, idea } from '../layout/boards.fixture.ts';
import type { Idea } from '../model/board.ts';
import { likest } from './likest.ts';
import { Pairs, pairsIn } from './pairs.ts';
import { wordsOf } from './words.ts';

/** What else stands on a wall, so that no word is rare by chance. */
const OTHERS = [
  'Parkplatz wird abends zur Bühne für Bands aus der Nachbarschaft',
  'Ladesäulen am Markt mit Solardach und Sitzbank',
  'Ein Ticket für Bus und Theater, abends gültig',
  'Rohrpost-Museum als Mikrodepot für Pakete',
  'Haltestellen bekommen Patinnen aus der Werkstatt nebenan',
  'A repair café in the car park on Saturdays',
  'Weniger Lärm durch Flüsterasphalt vor der Schule',
  'Fahrplan als Wandbild an der Halle',
];
const wall = (...texts: readonly string[]): ReadonlyMap<string, Idea> =>
  board([...OTHERS, ...texts].map((text, n) => idea(n, { text }))).ideas;
const found = (ideas: ReadonlyMap<string, Idea>): string[][] =>
  pairsIn({ ideas }).map(({ first, second }) => [first, second].map((id) => ideas.get(id)?.text ?? ''));

test.each([
  ['Lastenräder am Werkstor ausleihen', 'Am Werkstor Lastenräder leihen'],
  ['Sitzbänke überdachen', 'Mehr überdachte Sitzbänke!'],
  ['STADTTEILFEST im Hof', 'Ein Stadtteil-Fest in den Höfen'],
  ['Gemuesegarten auf dem Hallendach', 'Gemüsegärten auf die Hallendächer'],
  ['Fahrradwerkstatt', 'Eine Fahrrad-Werkstatt, offen für alle'],
  ['Share tools between companies', 'Companies sharing their tools'],
  ['Night buses for shift workers', 'Shift workers need a night bus'],
])('[SI1] %j says about the same as %j', (one, other) => {
  expect(found(wall(one, other))).toEqual([[one, other]]);
});

test('[SI1] what only shares small words, or one word among many, does not', () => {
  expect(found(wall('Mehr Licht für die Brücke', 'Mehr Platz für die Kinder'))).toEqual([]);
  expect(found(wall('Solardach für Schulen und Kitas', 'Solarboote auf dem Fluss vermieten'))).toEqual([]);
});

test('[SI1] the likest comes first, and words are bare', () => {
  const ideas = [...wall().values()];
  expect(likest('Pakete per Rohrpost', ideas)[0]?.text).toContain('Rohrpost-Museum');
  expect(likest('xyz', ideas)).toEqual(ideas);
  expect(wordsOf('Die Größe der Gärten, für UNS')).toEqual(wordsOf('GROESSEN: Garten'));
});

test('[SI3] what is merged or hidden is not pointed out', () => {
  const [one, other] = [idea(1, { text: 'Offene Fahrradwerkstatt' }), idea(2, { text: 'Fahrradwerkstatt, offen' })];
  expect(pairsIn(board([one, other]))).toHaveLength(1);
  expect(pairsIn(board([one, { ...other, under: one.id }]))).toEqual([]);
  expect(pairsIn(board([one, { ...other, hidden: true }]))).toEqual([]);
});

test('[SI2] after any changes the pairs are those of the texts that stand there', () => {
  const texts = fc.constantFrom(
    'Offene Fahrradwerkstatt',
    'Fahrradwerkstatt, offen',
    'Lastenrad leihen',
    'Bühne',
    null,
  );
  fc.assert(
    fc.property(fc.array(fc.record({ n: fc.nat(5), text: texts }), { maxLength: 30 }), (changes) => {
      const ideas = new Map<string, Idea>();
      const pairs = new Pairs();
      for (const { n, text } of changes) {
        const { id } = idea(n);
        if (text === null) ideas.delete(id);
        else ideas.set(id, idea(n, { text }));
        pairs.follow(ideas);
        pairs.work(() => true);
      }
      const standing = pairs.list(ideas).map(({ first, second }) => [first, second]);
      const texts = (ids: readonly string[]): unknown[] => ids.map((id) => ideas.get(id)?.text);
      const alike = (it: unknown): boolean => String(it).includes('ahrradwerkstatt');
      for (const pair of standing) expect(texts(pair).every(alike) || new Set(texts(pair)).size === 1).toBe(true);
      const shops = [...ideas.values()].filter(({ text }) => alike(text)).length;
      expect(standing.filter((pair) => texts(pair).every(alike))).toHaveLength((shops * (shops - 1)) / 2);
    }),
  );
});

test('[SI4] work stops when there is no time, and goes on where it was', () => {
  const ideas = wall('Offene Fahrradwerkstatt', 'Fahrradwerkstatt, offen');
  const pairs = new Pairs();
  pairs.follow(ideas);
  let goes = 0;
  while (!pairs.work(oneMore())) goes++;
  expect(goes).toBeGreaterThan(5);
  expect(pairs.list(ideas)).toEqual(pairsIn({ ideas }));
});

/** Time for one, and no more. */
function oneMore(): () => boolean {
  let left = 1;
  return () => left-- > 0;
}
