import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { action, boardWith, cluster, idea, inCluster, NOW, planned, sourceOf } from '#shared/exchange/fixture.ts';
import { outlineOf, type OutlineIdea } from '#shared/exchange/outline.ts';
import type { Source } from '#shared/exchange/source.ts';
import { tidy } from '#shared/exchange/tidy.ts';
import type { Board } from '#shared/model/board.ts';
import { BOARD_CLUSTERS_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { exportBoard } from './export.ts';
import { imported } from './fixture.ts';

/** Exports a board and imports the file into another. */
const carried = (source: Source, format: 'csv' | 'json', doc?: Y.Doc) =>
  taken(exportBoard({ ...source, format }).body, source, doc);

const taken = (body: string, { info, locale }: Source, doc?: Y.Doc) =>
  imported(body, { board: info, locale, ...(doc ? { doc } : {}) });

const MARA = { participantId: 'mara-0000001', role: 'participant', sector: 'creative', name: 'Mara Weiß' } as const;
const JAN = { participantId: 'jan-00000001', role: 'participant', sector: 'industry', name: 'Jan' } as const;

const shape = (ideas: readonly OutlineIdea[]): unknown[] =>
  ideas.map(({ idea: { text, sector, from, createdAt, place }, merged }) => [
    ...[text, sector, from, createdAt, place && 'at' in place ? place.at : null],
    ...shape(merged),
  ]);

const shapeOf = (board: Board) => {
  const { clusters, free, pool } = outlineOf(board);
  return {
    clusters: clusters.map(({ cluster, ideas }) => [cluster.title, cluster.at, shape(ideas)]),
    free: shape(free),
    pool: shape(pool),
  };
};

const unit = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    ';',
    ',',
    '\t',
    '|',
    '\n',
    '\r',
    '=',
    '+',
    '-',
    '@',
    ' ',
    '👩‍🎨',
    'ß',
    '\uFEFF',
    '\\',
    '\u202E',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
);
const text = fc
  .array(unit, { minLength: 1, maxLength: 40 })
  .map((units) => units.join(''))
  .filter((it) => tidy(it).text !== '' && it.length <= IDEA_TEXT_MAX);

describe('CSV', () => {
  test.each(['de', 'en'] as const)('[EX9] every text comes back as it was, in a file in %s', async (locale) => {
    const table = fc.array(fc.record({ text, title: fc.option(text), name: text }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const clusters = rows.flatMap(({ title }, i) =>
          title === null ? [] : [cluster(`c${i}`, { title: title.slice(0, 80) })],
        );
        const ideas = rows.map(({ text, title, name }, i) =>
          idea(`i${i}`, { text, from: name, createdAt: i, ...(title === null ? {} : inCluster(`c${i}`, 'a0')) }),
        );
        const { board, left } = await carried(sourceOf(boardWith(ideas, clusters), { locale }), 'csv');
        expect(left).toEqual([]);
        const tidied = rows.map((row) => tidy(row.text).text);
        expect([...board.ideas.values()].map((one) => one.text).sort()).toEqual(tidied.sort());
      }),
      { numRuns: 150 },
    );
  });

  test('[EX9] clusters, sectors, names, times and their order come back', async () => {
    const board = boardWith(
      [
        idea('b', { sector: 'industry', from: 'Jan', createdAt: NOW - 1, ...inCluster('c', 'a1') }),
        idea('a', { sector: 'creative', createdAt: NOW - 5, ...inCluster('c', 'a0') }),
        idea('p', { createdAt: NOW - 9 }),
      ],
      [cluster('c', { title: '=SUMME(A1)' })],
    );
    const { board: back, notes } = await carried(sourceOf(board), 'csv');
    expect(notes).toEqual([]);
    expect(shapeOf(back)).toEqual(shapeOf(board));
  });

  test('[EX9] what lies in a cluster without a title comes back together, and apart from all others', async () => {
    const board = boardWith(
      [
        idea('a', inCluster('c', 'a0')),
        idea('b', inCluster('c', 'a1')),
        idea('d', inCluster('e', 'a0')),
        idea('x', inCluster('named', 'a0')),
        idea('p'),
      ],
      [
        cluster('c', { title: '', at: [0, 0] }),
        cluster('e', { title: ' ', at: [600, 0] }),
        cluster('named', { title: 'Ohne Titel 1', at: [1200, 0] }),
      ],
    );
    const { board: back } = await carried(sourceOf(board), 'csv');
    const { clusters, pool } = outlineOf(back);
    expect(new Map(clusters.map((one) => [one.cluster.title, one.ideas.map(({ idea }) => idea.text)]))).toEqual(
      new Map([
        ['Ohne Titel 1', ['x']],
        ['Ohne Titel 2', ['a', 'b']],
        ['Ohne Titel 3', ['d']],
      ]),
    );
    expect(pool.map(({ idea }) => idea.text)).toEqual(['p']);
  });

  test('[EX7] [EX9] is a file that Excel opens right: mark, separator, line ends, no formulas', () => {
    const board = boardWith([idea('a', { text: '=HYPERLINK("x";"y")', createdAt: NOW, sector: 'industry' })]);
    const german = exportBoard({ ...sourceOf(board), format: 'csv' });
    expect(german.body).toBe(
      '\uFEFFCluster;Idee;Bereich;Autor/in;Erstellt;ID\r\n' +
        `;"'=HYPERLINK(""x"";""y"")";Industrie;;2025-04-14T12:00:00.000Z;a-----------\r\n`,
    );
    expect(german).toMatchObject({
      contentType: 'text/csv; charset=utf-8',
      fileName: 'urbane-mobilitaet-2025-04-14.csv',
    });
    expect(exportBoard({ ...sourceOf(board, { locale: 'en' }), format: 'csv' }).body).toContain(
      'Cluster,Idea,Sector,Author,Created,ID\r\n',
    );
  });

  test('[EX5] an anonymous board has no names in it', () => {
    const roster = [{ participantId: 'mara-0000001', role: 'participant', sector: 'creative', name: 'Mara' } as const];
    const board = boardWith([idea('a', { author: 'mara-0000001' }), idea('b', { from: 'Jan' })]);
    for (const format of ['csv', 'md', 'json'] as const) {
      expect(exportBoard({ ...sourceOf(board, { roster }), format }).body).toMatch(/Mara[^]*Jan/);
      expect(exportBoard({ ...sourceOf(board, { roster, anonymous: true }), format }).body).not.toMatch(/mara|jan/i);
    }
  });
});

describe('JSON', () => {
  const roster = [
    { participantId: 'mara-0000001', role: 'moderator', sector: 'creative', name: 'Mara', organisation: 'Atelier' },
    { participantId: 'silent-00001', role: 'participant', sector: 'other', name: 'Zuhörer' },
  ] as const;
  const board = boardWith(
    [
      idea('a', { author: 'mara-0000001', createdAt: 5, ...inCluster('c', 'a0') }),
      idea('b', { under: idea('a').id, createdAt: 6 }),
      idea('f', { place: { at: [12.5, -40] }, from: 'Jan', createdAt: 7 }),
      idea('p', { sector: 'industry', createdAt: 8 }),
      idea('h', { hidden: true }),
    ],
    [cluster('c', { at: [10, 20] }), cluster('empty', { at: [600, 20] })],
  );

  test('[EX10] holds what is shown at the table and no secret', () => {
    const copy = JSON.parse(exportBoard({ ...sourceOf(board, { roster }), format: 'json' }).body) as object;
    expect(copy).toMatchObject({
      format: 'tafelrunde/board',
      version: 1,
      exportedAt: NOW,
      people: [{ id: 'mara-0000001', name: 'Mara', organisation: 'Atelier', sector: 'creative' }],
    });
    expect(JSON.stringify(copy)).not.toMatch(/KUPFER|Zuhörer|"h---/);
  });

  test('[IM18] brings places, merges, times and ids back; authors become origins', async () => {
    const { board: back, left, notes, ideas, clusters } = await carried(sourceOf(board, { roster }), 'json');
    expect({ left, notes, ideas, clusters }).toEqual({ left: [], notes: [], ideas: 4, clusters: 2 });
    expect([...back.ideas.keys()].sort()).toEqual(['a', 'b', 'f', 'p'].map((id) => idea(id).id));
    const named = boardWith(
      [...board.ideas.values()].map((one) => (one.author === null ? one : { ...one, from: 'Mara' })),
      [...board.clusters.values()],
    );
    expect(shapeOf(back)).toEqual(shapeOf(named));
  });

  test('[IM18] twice the same file is twice the ideas: ids are new where they are taken', async () => {
    const { doc } = await carried(sourceOf(board), 'json');
    const { board: back } = await carried(sourceOf(board), 'json', doc);
    expect([back.ideas.size, back.clusters.size]).toEqual([8, 4]);
    const once = shapeOf(boardWith([...board.ideas.values()], [...board.clusters.values()]));
    expect(shapeOf(back).clusters).toEqual([once.clusters[0], once.clusters[0], once.clusters[1], once.clusters[1]]);
  });

  test('[IM19] entries are judged one by one', async () => {
    const circle = [idea('x', { under: idea('y').id }), idea('y', { under: idea('x').id })];
    const lone = {
      ...idea('z'),
      place: { in: 'nowhere-00000', rank: 'a0' },
      sector: 'nasa',
      createdAt: 'gestern',
      evil: 1,
    };
    const ideas = [
      { id: 'short', text: 'x' },
      7,
      { ...idea('e'), text: ' ' },
      { ...idea('l'), text: 'x'.repeat(281) },
      ...circle,
      lone,
    ];
    const clusters = [{ ...cluster('c'), at: [0, 1e9] }, cluster('d', { title: 'x'.repeat(81) })];
    const body = JSON.stringify({ format: 'tafelrunde/board', version: 1, ideas, clusters });
    const { left, notes, board: back } = await taken(body, sourceOf(board));
    expect(left.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'not-a-cluster'],
      [1, 'not-an-idea'],
      [2, 'not-a-cluster'],
      [2, 'not-an-idea'],
      [3, 'empty-text'],
      [4, 'too-long'],
    ]);
    expect(notes.map(({ line, reason }) => [line, reason])).toEqual([
      [7, 'unknown-sector'],
      [7, 'not-a-place'],
    ]);
    expect(shapeOf(back).pool).toHaveLength(3);
    expect(back.ideas.get(idea('z').id)).toEqual({ ...idea('z'), createdAt: NOW + 2 });
  });

  test('[IM19] not even a prototype gets through', async () => {
    const body = `{"format":"tafelrunde/board","version":1,"__proto__":{"x":1},"ideas":[{"id":"aaaaaaaaaaaa","text":"A","__proto__":{"hidden":true}}]}`;
    const { board: back } = await taken(body, sourceOf(board));
    expect([...back.ideas.values()]).toMatchObject([{ text: 'A', sector: 'other' }]);
    expect([...back.ideas.values()][0]).not.toHaveProperty('hidden');
  });

  test('[IM20] a later version is refused rather than misread', async () => {
    await expect(taken('{"format":"tafelrunde/board","version":2,"ideas":[]}', sourceOf(board))).rejects.toThrow(
      'not-this-format',
    );
  });

  test('[IM18] more clusters than a board holds leave their ideas in the pool', async () => {
    const clusters = Array.from({ length: BOARD_CLUSTERS_MAX + 1 }, (_, i) => cluster(`c${i}`));
    const ideas = [idea('last', inCluster(`c${BOARD_CLUSTERS_MAX}`, 'a0'))];
    const { notes, board: back } = await taken(
      JSON.stringify({ format: 'tafelrunde/board', version: 1, ideas, clusters }),
      sourceOf(board),
    );
    expect(notes.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'not-a-place'],
      [BOARD_CLUSTERS_MAX + 1, 'too-many-clusters'],
    ]);
    expect(back.clusters.size).toBe(BOARD_CLUSTERS_MAX);
  });
});

describe('actions', () => {
  const board = planned(
    boardWith([idea('a')], [cluster('c')]),
    action('one', {
      ...{ what: 'Bänke bauen', on: idea('a').id, due: '2026-05-12' },
      ...{ who: [MARA.participantId, JAN.participantId], accepted: [MARA.participantId] },
    }),
    action('two', { what: 'Fördergeld suchen', on: cluster('c').id, createdAt: 2 }),
  );
  const source = sourceOf(board, { roster: [MARA, JAN] });
  const { body } = exportBoard({ ...source, format: 'json' });

  test('[PL8] come along with what they are about, and those who sit here are asked anew', async () => {
    // Mara sits here with another seat, Jan does not.
    const mara = { ...MARA, participantId: 'mara-at-the-other' };
    const taken = await imported(body, { board: source.info, roster: [mara] });
    const [idea] = [...taken.board.ideas.keys()];
    const [cluster] = [...taken.board.clusters.keys()];
    expect([...taken.board.actions.values()].map(({ id: _, ...rest }) => rest)).toEqual([
      { what: 'Bänke bauen', on: idea, who: [mara.participantId], accepted: [], due: '2026-05-12', createdAt: 1 },
      { what: 'Fördergeld suchen', on: cluster, who: [], accepted: [], createdAt: 2 },
    ]);
    expect(taken.notes.map(({ reason, sentence }) => [reason, sentence.includes('Jan')])).toEqual([
      ['not-at-table', true],
    ]);
  });

  test('[PL8] of two people of the same name nobody is taken for the other', async () => {
    const roster = ['one', 'two'].map((id) => ({ ...MARA, participantId: `mara-${id}-000000` }));
    const taken = await imported(body, { board: source.info, roster });
    expect([...taken.board.actions.values()].flatMap(({ who }) => who)).toEqual([]);
  });

  test('[PL8] that make no sense stay behind, each by itself', async () => {
    const copy = JSON.parse(body) as { actions: unknown[] };
    copy.actions.push(null, { what: ' ' }, { what: 'x'.repeat(300) }, { what: 'Gut', due: 'bald', who: 'alle' });
    const { board, left } = await imported(JSON.stringify(copy), { board: source.info });
    expect([...board.actions.values()].map(({ what }) => what)).toEqual(['Bänke bauen', 'Fördergeld suchen', 'Gut']);
    expect(left.map(({ line, reason }) => [line, reason])).toEqual([3, 4, 5].map((line) => [line, 'not-an-action']));
  });
});
