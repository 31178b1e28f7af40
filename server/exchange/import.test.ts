import { webcrypto } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createCluster } from '#shared/document/write.ts';
import { sortBoard } from '#shared/model/board.ts';
import { BOARD_IDEAS_MAX, IDEA_TEXT_MAX, IMPORT_REMARKS_MAX, IMPORT_ROWS_MAX } from '#shared/model/limits.ts';
import { realCsv, realIdeas } from '../testing/ideas.ts';
import { imported, INFO, NOW, post, remarks } from './fixture.ts';
import { importInto } from './import.ts';

describe('the report', () => {
  test('[IM7] says of every line that stays behind why', async () => {
    const long = 'x'.repeat(IDEA_TEXT_MAX + 1);
    const file = `Idee;Autor\nEins;A\n;B\n"zwei\nZeilen";C\n${long};D\nDrei;E;F\nVier;;\n"offen;G\nFünf;H\n`;
    const { texts, left, notes } = await imported(file);
    expect(texts).toEqual(['Eins', 'zwei Zeilen', 'Vier', 'Fünf']);
    expect(remarks(left)).toEqual([
      [3, 'empty-text'],
      [6, 'too-long'],
      [7, 'too-many-columns'],
      [9, 'open-quote'],
    ]);
    expect(left[1]?.sentence).toBe(
      'Der Text ist 281 Zeichen lang; auf eine Karte passen 280. Er wurde nicht gekürzt, sondern weggelassen.',
    );
    expect(notes).toEqual([]);
  });

  test('[IM7] names lines by their number in the file, whatever stands in front', async () => {
    const { left } = await imported('sep=;\r\n\r\nIdee;Autor\r\n"a\r\nb";x\r\n;y\r\n');
    expect(remarks(left)).toEqual([[6, 'empty-text']]);
  });

  test('[IM7] is in the language of the person', async () => {
    const { left } = await imported('idea,author\n,Mara\n', { locale: 'en' });
    expect(left).toEqual([{ line: 2, reason: 'empty-text', sentence: 'There is no text here.' }]);
  });

  test('[IM8] a text of exactly the limit comes in whole, doubles come in twice', async () => {
    const text = 'ä'.repeat(IDEA_TEXT_MAX);
    const { texts, left } = await imported(`Idee\n${text}\n${text}\n`);
    expect(texts).toEqual([text, text]);
    expect(left).toEqual([]);
  });

  test('[IM9] notes what came in differently', async () => {
    const { list, notes } = await imported(
      `Idee;Bereich;Cluster;Autor\nEins;Handwerk;;\nZw\u0007ei;;;\nDrei;;${'c'.repeat(81)};\nVier;;;${'n'.repeat(121)}\n`,
    );
    expect(list.map(({ text, sector }) => [text, sector])).toEqual([
      ['Eins', 'other'],
      ['Zwei', 'other'],
      ['Drei', 'other'],
      ['Vier', 'other'],
    ]);
    expect(remarks(notes)).toEqual([
      [2, 'unknown-sector'],
      [3, 'control-characters'],
      [4, 'cluster-too-long'],
      [5, 'author-too-long'],
    ]);
    expect(list.every(({ place, from }) => place === undefined && from === undefined)).toBe(true);
  });

  test('[IM9] on a board with sectors of its own the last one takes what names none', async () => {
    const board = {
      sectors: [
        { id: 'hardware', name: 'Gießerei' },
        { id: 'rest', name: 'Alle anderen' },
      ],
    };
    const { list, notes } = await imported('Idee;Sektor\nA;GIESSEREI\nB;\nC;Kreative\n', { board });
    expect(list.map(({ sector }) => sector)).toEqual(['hardware', 'rest', 'rest']);
    expect(remarks(notes)).toEqual([[4, 'unknown-sector']]);
  });

  test('[IM10] what a full board cannot take stays behind, by line', async () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let i = 0; i < BOARD_IDEAS_MAX - 1; i++) post(doc, `idea-of-the-board-${i}`);
    });
    const { ideas, left } = await imported('Idee\nA\nB\nC\n', { doc });
    expect(ideas).toBe(1);
    expect(remarks(left)).toEqual([
      [3, 'board-full'],
      [4, 'board-full'],
    ]);
  });

  test('[IM11] a file without end is read to a limit, and its report stays short', async () => {
    const file = `Idee\n${'\u0001\n'.repeat(IMPORT_ROWS_MAX + 500)}`;
    const { left } = await imported(file);
    expect(left).toHaveLength(IMPORT_REMARKS_MAX + 1);
    expect(left.at(-1)).toMatchObject({ reason: 'more-left', line: IMPORT_REMARKS_MAX + 2 });
    expect(left.at(-1)?.sentence).toBe(
      `… und ${IMPORT_ROWS_MAX + 1 - IMPORT_REMARKS_MAX} weitere, die nicht mitkamen.`,
    );
  });
});

describe('the board', () => {
  test('[IM12] ideas of one cluster stay in the order of the file, whatever their times say', async () => {
    const rows = ['B;3;1743501600000', 'A;1;1743501900000', 'B;2;1743501500000', 'b ;1;'];
    const { board } = await imported(`Cluster;Idee;Timestamp\n${rows.join('\n')}\n`);
    const { clustered } = sortBoard(board);
    const texts = [...board.clusters].map(([id, { title }]) => [title, clustered.get(id)?.map(({ text }) => text)]);
    expect(texts).toEqual([
      ['B', ['3', '2', '1']],
      ['A', ['1']],
    ]);
  });

  test('[IM12] without times of their own, ideas keep the order of the file in the pool', async () => {
    const texts = Array.from({ length: 50 }, (_, i) => `Idee ${i}`);
    const { board } = await imported(`Idee;Datum\n${texts.map((text) => `${text};2091-01-01`).join('\n')}`);
    expect(sortBoard(board).pool.map(({ text }) => text)).toEqual(texts);
  });

  test('[IM13] ideas join a cluster that already has this title, behind what is there', async () => {
    const doc = new Y.Doc();
    const cluster = {
      id: 'cluster-00000001',
      title: 'Laden & Parken',
      at: [30, 84] as const,
      createdBy: null,
      createdAt: 1,
    };
    createCluster(doc, cluster, { is: 'import' });
    post(doc, 'idea-000000001', { place: { in: cluster.id, rank: 'a5' } });
    const { board, clusters } = await imported('Cluster;Idee\nladen & parken;A\nNeu;C\nLaden & Parken;B\n', { doc });
    expect(clusters).toBe(1);
    expect(
      sortBoard(board)
        .clustered.get(cluster.id)
        ?.map(({ text }) => text),
    ).toEqual(['idea-000000001', 'A', 'B']);
    expect([...board.clusters.values()].at(-1)).toMatchObject({ title: 'Neu', at: [500, 84] });
  });

  test('[IM13] a cluster with foreign ranks is left alone', async () => {
    const doc = new Y.Doc();
    createCluster(
      doc,
      { id: 'cluster-00000001', title: 'A', at: [30, 84], createdBy: null, createdAt: 1 },
      { is: 'import' },
    );
    post(doc, 'idea-000000001', { place: { in: 'cluster-00000001', rank: 'zzzz0' } });
    const { clusters, board } = await imported('Cluster;Idee\nA;neu\n', { doc });
    expect(clusters).toBe(1);
    expect(board.clusters.size).toBe(2);
  });

  test('[IM14] the author of a row becomes the origin of the idea, a bare number does not', async () => {
    const { list } = await imported('Idee;Autor\nA;Mara Weiß\nB;1347\n');
    expect(list.map(({ author, from }) => [author, from])).toEqual([
      [null, 'Mara Weiß'],
      [null, undefined],
    ]);
  });

  test('[IM14] on an anonymous board no name comes along', async () => {
    const { list } = await imported('Idee;Autor\nA;Mara Weiß\n', { board: { anonymous: true } });
    expect(list[0]).not.toHaveProperty('from');
  });

  test('[IM15] no board, no import', async () => {
    const answer = await importInto({
      documents: { write: async () => null },
      ...{ bytes: Buffer.from('Idee\nA\n'), board: INFO, roster: [], locale: 'de', now: NOW },
      fillRandom: (bytes) => webcrypto.getRandomValues(bytes),
    });
    expect(answer).toEqual({ refused: 'no-such-board' });
  });

  test('[IM16] more than a thousand real ideas come in whole, in one update', async () => {
    const doc = new Y.Doc();
    let updates = 0;
    doc.on('update', () => updates++);
    const { ideas, left, notes, texts } = await imported(realCsv().bytes, { doc });
    expect({ ideas, left, notes, updates }).toEqual({ ideas: 1_039, left: [], notes: [], updates: 1 });
    expect([...texts].sort()).toEqual([...realIdeas().texts].sort());
  });
});
