import { describe, expect, onTestFinished, test } from 'vitest';
import { sortBoard } from '#shared/model/board.ts';
import { IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import type { BoardCopy } from '#shared/exchange/json.ts';
import { laidTable, type Table } from '../testing/table.ts';
import { demoIdeas } from './demo-ideas.ts';
import { layDemoTable } from './demo-table.ts';
import type { Guest } from './guest.ts';
import { Visitor } from './visitor.ts';

describe('the 60 ideas', () => {
  test('[OP1] are different, fit on cards and are as long as real ones', () => {
    const lengths = demoIdeas().map(({ text }) => text.length);
    expect(new Set(demoIdeas().map(({ text }) => text)).size).toBe(60);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(IDEA_TEXT_MAX);
    expect(lengths.toSorted((a, b) => a - b)[30]).toBeGreaterThan(90);
  });

  test('[OP1] two thirds of them are in six clusters, all have a name and a sector', () => {
    const ideas = demoIdeas();
    const clusters = ideas.flatMap(({ cluster }) => cluster ?? []);
    expect([clusters.length, new Set(clusters).size]).toEqual([40, 6]);
    expect(ideas.every(({ from }) => from !== undefined)).toBe(true);
    expect(new Set(ideas.map(({ sector }) => sector))).toEqual(new Set(['industry', 'creative', 'other']));
  });
});

async function demo(config: object = {}): Promise<{ table: Table; moderate: string; guests: readonly Guest[] }> {
  process.setMaxListeners(64);
  const table = await laidTable({ config });
  const { links, guests } = await layDemoTable(table.url, 'key');
  onTestFinished(() => guests.forEach((guest) => guest.leave()));
  return { table, moderate: links.moderate, guests: [...guests.values()] };
}

test('[OP1] the demo lays a table with everything on disk and everybody in the roster', async () => {
  const { table, moderate } = await demo({ createKey: 'key' });
  const [, id, token] = /board\/([^#]+)#seat=(.+)$/.exec(moderate) ?? [];
  const { json } = await table.call<BoardCopy>(`/api/boards/${id}/export.json`, { token: token ?? '' });
  const { pool, clustered } = sortBoard({
    ideas: new Map(json.ideas.map((idea) => [idea.id, idea])),
    clusters: new Map(json.clusters.map((cluster) => [cluster.id, cluster])),
  });
  expect(pool).toHaveLength(20);
  expect([...clustered.values()].map((ideas) => ideas.length).sort()).toEqual([6, 6, 7, 7, 7, 7]);
  expect(json.people).toHaveLength(12);
  expect(json.ideas.every(({ author }) => json.people.some((person) => person.id === author))).toBe(true);
});

describe('a guest who stays', () => {
  const hasty = { wait: () => Promise.resolve(), random: () => 0.4 };

  test('[OP2] carries a card to a cluster, and others see it', async () => {
    const { guests } = await demo();
    await new Visitor(guests[0]!, hasty).carry();
    await guests[1]!.sees((board) => sortBoard(board).pool.length === 19);
  });

  test('[OP2] thinks aloud and leaves its idea as it was', async () => {
    const { guests } = await demo();
    const typed: string[] = [];
    const before = texts(guests[1]!);
    guests[0]!.doc.on('update', () => typed.push(texts(guests[0]!).join()));
    await new Visitor(guests[0]!, hasty).thinkAloud();
    expect(new Set(typed).size).toBeGreaterThan(10);
    expect(texts(guests[0]!)).toEqual(before);
  });

  test('[OP2] does nothing that the step does not allow', async () => {
    const { table, moderate, guests } = await demo();
    const [, boardId = '', token = ''] = /board\/([^#]+)#seat=(.+)$/.exec(moderate) ?? [];
    const moderator = await table.sit({ boardId, participantId: '', token });
    await moderator.command({ is: 'set-lock', locked: true });
    await expect.poll(() => guests[0]!.asking?.locked).toBe(true);
    let writes = 0;
    guests[0]!.doc.on('update', () => writes++);
    const visitor = new Visitor(guests[0]!, hasty);
    await visitor.carry();
    await visitor.thinkAloud();
    expect(writes).toBe(0);
  });
});

const texts = (guest: Guest): string[] => [...guest.board.ideas.values()].map(({ text }) => text).sort();
