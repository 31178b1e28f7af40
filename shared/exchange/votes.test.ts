import { expect, test } from 'vitest';
import { VOTE_DEFAULT, type ClosedVote, type Tally, type Vote } from '../model/vote.ts';
import { boardToCsv } from './csv.ts';
import { boardWith, cluster, idea, inCluster, NOW, sourceOf } from './fixture.ts';
import { boardToJson, type BoardCopy } from './json.ts';
import { boardToMarkdown } from './markdown.ts';

const [A, B, C] = ['a', 'b', 'c'].map((id) => idea(id).id) as [string, string, string];
const BOARD = boardWith(
  [
    idea('a', { text: 'Bänke | Bäume', ...inCluster('k', 'a0') }),
    idea('b', { text: 'Lastenräder' }),
    idea('h', { hidden: true }),
  ],
  [cluster('k', { title: 'Parken' })],
);

const closed = (name: string, tally: Partial<Tally>, more: Partial<ClosedVote> = {}): Vote => ({
  ...{ ...VOTE_DEFAULT, is: 'closed', id: `vote-${name}`, name, openedAt: 1, closedAt: NOW },
  tally: { voters: 14, standIns: 0, eligible: 19, sectors: [], rows: [], ...tally },
  ...more,
});
const row = (target: string, dots: number, bySector = {}) => ({ target, dots, people: dots, bySector });

const IDEAS = closed('Ideen', {
  sectors: ['industry', 'creative'],
  rows: [
    row(B, 7, { industry: 4, creative: 3 }),
    row(A, 2, { industry: 1, creative: 1 }),
    row(idea('h').id, 2, { industry: 2, creative: 0 }),
  ],
});
const CLUSTERS = closed('Felder', { standIns: 2, rows: [row(cluster('k').id, 1)] }, { on: 'clusters', dots: 1 });
const OPEN: Vote = { ...VOTE_DEFAULT, is: 'open', id: 'vote-open', name: 'Noch offen', openedAt: 2 };
const source = sourceOf(BOARD, { votes: [IDEAS, CLUSTERS, OPEN] });

test('[EX40] Markdown has a table for each vote that was closed, with ranks and sectors', () => {
  const markdown = boardToMarkdown(source);
  expect(markdown.slice(markdown.indexOf('## Abstimmung'))).toBe(`## Abstimmung: Ideen

14 von 19 haben abgestimmt · 5 Punkte je Person · höchstens 2 auf eine Idee

| Rang | Punkte | von Personen | Industrie | Kreative | Worauf |
| --: | --: | --: | --: | --: | --- |
| 1 | 7 | 7 | 4 | 3 | Lastenräder |
| 2 | 2 | 2 | 1 | 1 | Bänke \\| Bäume |
| 2 | 2 | 2 | 2 | 0 | Nicht mehr auf der Wand |

## Abstimmung: Felder

14 von 19 haben abgestimmt · dazu 2 Personen ohne Gerät · 1 Punkt je Person

| Rang | Punkte | von Personen | Worauf |
| --: | --: | --: | --- |
| 1 | 1 | 1 | Parken |
`);
});

test('[EX40] the table of ideas has a column for each vote, and CSV still says what was not chosen', () => {
  const [heading, ...lines] = boardToCsv(source).trim().split('\r\n');
  expect(heading).toContain(';ID;Punkte: Ideen;Punkte für den Cluster: Felder');
  expect(lines.map((line) => line.split(';').slice(-2))).toEqual([
    ['2', '1'],
    ['7', ''],
  ]);
  const other = sourceOf(boardWith([idea('c')]), { votes: [IDEAS, CLUSTERS] });
  expect(boardToCsv(other)).toContain(`${C};0;\r\n`);
});

test('[EX40] JSON has votes with their tallies, and nothing of those that are open', () => {
  const { votes } = JSON.parse(boardToJson(source)) as BoardCopy;
  expect(votes).toMatchObject([
    { name: 'Ideen', on: 'ideas', dots: 5, most: 2, tally: { voters: 14, eligible: 19, rows: [row(B, 7), {}, {}] } },
    { name: 'Felder', on: 'clusters', tally: { standIns: 2 } },
  ]);
  expect(boardToJson(source)).not.toContain('Noch offen');
});
