import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { createLog } from '../server/log.ts';
import { createServices } from '../server/services.ts';
import { openSqliteStore } from '../server/store/sqlite.ts';
import type { LiveDocument } from '../server/sync/document.ts';
import type { Member } from '../server/sync/member.ts';
import { realWorld } from '../server/world.ts';

/** One update and who sent it: a number from 0. */
export interface SentUpdate {
  readonly by: number;
  readonly update: Uint8Array;
}

/** Something that takes the updates of the people at one board. */
export interface Taker {
  take(sent: SentUpdate): void;
  /** Resolves when everything taken so far is done with. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const TAKERS = {
  /** What sending costs this process by itself. */
  nobody: () => Promise.resolve({ ...NOTHING_TO_DO, take: () => undefined }),
  bare: () => bare(),
  /** As every server does that hands updates on: a document that encodes them for whoever listens. */
  telling: () => bare((doc) => doc.on('update', () => undefined)),
  single: (people: number) => ours(people, { together: false }),
  ours: (people: number) => ours(people, { together: true }),
} as const satisfies Record<string, (people: number) => Promise<Taker>>;

const NOTHING_TO_DO = { settle: () => Promise.resolve(), close: () => Promise.resolve() };

function bare(prepare: (doc: Y.Doc) => void = () => undefined): Promise<Taker> {
  const doc = new Y.Doc();
  prepare(doc);
  return Promise.resolve({ ...NOTHING_TO_DO, take: ({ update }) => Y.applyUpdate(doc, update) });
}

/** Our live document with its file on disk; not `together`: each update is a transaction and a journal entry of its own. */
async function ours(people: number, { together }: { together: boolean }): Promise<Taker> {
  const folder = await mkdtemp(join(tmpdir(), 'tafelrunde-bench-'));
  const store = await openSqliteStore({ file: join(folder, 'tafelrunde.sqlite') });
  const parts = { httpServer: createServer(), store, world: realWorld, log: createLog('warn'), mayConnect: () => null };
  const { boards, documents, live } = createServices(parts);
  const { info } = await boards.create({ title: 'Benchmark', agenda: 'freie-wand', anonymous: false, locale: 'de' });
  const members = Array.from({ length: people }, (_, by) => memberOf(by));
  const document = await documents.using(info.id, (it) => seated(it, members));
  const counts = members.map(() => 0);
  return {
    take: ({ by, update }) => {
      const count = (counts[by] = (counts[by] ?? 0) + 1);
      document.receive(members[by] as Member, { count, update, isStep2: false });
      if (!together) document.read(() => undefined);
    },
    settle: async () => void (await document.settled()),
    close: async () => {
      await documents.close();
      await live.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function seated(document: LiveDocument | null, members: readonly Member[]): LiveDocument {
  if (document === null) throw new Error('The board is not there.');
  for (const member of members) document.enter(member);
  return document;
}

export const participantId = (by: number): string => `participant-${by}`.padEnd(16, '_');

/** Somebody whose browser takes no time. */
const memberOf = (by: number): Member => ({
  participantId: participantId(by),
  role: 'participant',
  wants: () => true,
  refused: (_, reason) => process.emitWarning(`an update was refused: ${reason}`),
  taken: () => undefined,
  committed: () => undefined,
  send: () => true,
  close: () => undefined,
});
