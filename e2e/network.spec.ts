import { setTimeout as wait } from 'node:timers/promises';
import { readBoard, ideasOf } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { BadProxy, type Conditions } from '../server/testing/proxy.ts';
import { expect, test, type Table } from './table.ts';
import { Traveller } from './traveller.ts';

const PEOPLE = 40;
const IDEAS_EACH = 3;
const CLUSTERS = 8;
/** Milliseconds somebody thinks before the next idea, at most. */
const THINK_MS = 4_000;
/** Milliseconds until everybody has everything, however bad the network is. */
const SETTLED = { timeout: 60_000 };

const idOf = ({ sitting }: Traveller, n: number): string => `${sitting.participantId}-${n}`;
const deedOf = ({ sitting }: Traveller) => ({ is: 'deed', by: sitting.participantId }) as const;

/** Milliseconds after which each idea was on each other's screen. */
class Delays {
  readonly #postedAt = new Map<string, number>();
  readonly #delays: number[] = [];

  posted(id: string): void {
    this.#postedAt.set(id, performance.now());
  }

  watch(traveller: Traveller): void {
    ideasOf(traveller.doc).observe((event, { origin }) => {
      if (origin !== traveller.provider) return;
      const now = performance.now();
      for (const [id, { action }] of event.changes.keys) {
        if (action === 'add') this.#delays.push(now - (this.#postedAt.get(id) ?? now));
      }
    });
  }

  get count(): number {
    return this.#delays.length;
  }

  at(share: number): number {
    const sorted = this.#delays.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? NaN);
  }
}

/** On some networks somebody is always away; so each is waited for by themselves. */
const all = (travellers: readonly Traveller[], holds: (it: Traveller) => boolean): Promise<unknown> =>
  Promise.all(travellers.map((it) => expect.poll(() => holds(it), SETTLED).toBe(true)));

async function everybody(table: Table, origin: string, delays: Delays): Promise<Traveller[]> {
  const { board } = await table.create({ title: 'Schlechtes Netz', agenda: 'freie-wand' });
  const travellers: Traveller[] = [];
  for (let i = 0; i < PEOPLE; i++) travellers.push(new Traveller(origin, await table.join(board.code)));
  for (const traveller of travellers) delays.watch(traveller);
  await all(travellers, ({ isSynced }) => isSynced);
  return travellers;
}

/** Posts ideas and corrects each a little later. */
async function writes(traveller: Traveller, delays: Delays): Promise<void> {
  const { doc, sitting } = traveller;
  for (let n = 0; n < IDEAS_EACH; n++) {
    await wait(Math.random() * THINK_MS);
    const id = idOf(traveller, n);
    delays.posted(id);
    const idea = { id, text: `Idee ${n}`, author: sitting.participantId, sector: 'industry', createdAt: Date.now() };
    postIdea(doc, idea, deedOf(traveller));
    await wait(Math.random() * 500);
    const text = textAt(doc, 'ideas', id);
    if (text) rewriteText(doc, text, `Idee ${n}, verbessert`, deedOf(traveller));
  }
}

/** The first few open a cluster each; everybody puts all their ideas into some of them. */
async function clusters(travellers: readonly Traveller[]): Promise<void> {
  const opened = travellers.slice(0, CLUSTERS).map((traveller, i) => {
    const id = `cluster-aaaaaaaa-${i}`;
    const createdBy = traveller.sitting.participantId;
    const cluster = { id, title: `Cluster ${i}`, at: [i * 1_000, 0] as const, createdBy, createdAt: Date.now() };
    createCluster(traveller.doc, cluster, deedOf(traveller));
    return id;
  });
  await all(travellers, ({ doc }) => readBoard(doc).clusters.size === CLUSTERS);
  for (const [i, traveller] of travellers.entries()) {
    for (let n = 0; n < IDEAS_EACH; n++) {
      const place = { in: opened[(i + n) % CLUSTERS] ?? '', rank: `a${n}` };
      placeIdea(traveller.doc, idOf(traveller, n), place, deedOf(traveller));
    }
  }
}

const NETWORKS: [string, Partial<Conditions>][] = [
  ['refuses WebSocket', { upgrade: 'is-refused' }],
  ['refuses WebSocket, is up to 2 s late there and back', { upgrade: 'is-refused', lateMs: 1_000 }],
  ['lets WebSocket hang, holds responses, cuts after 10 s', { upgrade: 'hangs', holds: true, cutMs: 10_000 }],
  ['refuses WebSocket and drops two connections a second', { upgrade: 'is-refused', dropMs: 500, lateMs: 100 }],
  ['lets WebSocket pass, is up to 2 s late each way, cuts at 30 s', { lateMs: 2_000, cutMs: 30_000 }],
];

for (const [name, conditions] of NETWORKS) {
  test(`[SY74] forty people write and cluster, and every edit arrives once, through a proxy that ${name}`, async ({
    server,
    table,
  }) => {
    const proxy = await BadProxy.before(server.origin);
    proxy.becomes(conditions);
    const delays = new Delays();
    const travellers = await everybody(table, proxy.origin, delays);
    const carried = travellers.filter(({ detour }) => detour.knows === 'refused').length;
    await Promise.all(travellers.map((traveller) => writes(traveller, delays)));
    await all(travellers, ({ isSaved }) => isSaved);
    console.log(
      `${name}: ${carried} of ${PEOPLE} without WebSocket, an idea is elsewhere after p50 ${delays.at(0.5)} ms, p95 ${delays.at(0.95)} ms`,
    );
    await clusters(travellers);

    const shown = () => travellers.map(({ doc }) => JSON.stringify([...readBoard(doc).ideas].sort()));
    await expect.poll(() => new Set(shown()).size, SETTLED).toBe(1);
    await all(travellers, ({ isSaved }) => isSaved);
    await expect.poll(() => new Set(shown()).size, SETTLED).toBe(1);
    const ideas = readBoard(travellers[0]!.doc).ideas;
    expect(ideas.size).toBe(PEOPLE * IDEAS_EACH);
    for (const { text, place } of ideas.values()) {
      expect(text).toMatch(/^Idee \d, verbessert$/);
      expect(place).toMatchObject({ in: expect.stringContaining('cluster') });
    }
    expect(delays.count).toBe(PEOPLE * (PEOPLE - 1) * IDEAS_EACH);
    for (const traveller of travellers) traveller.leave();
    await proxy.close();
  });
}
