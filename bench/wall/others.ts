import type { Joined } from '#shared/wire/http.ts';
import { SUBPROTOCOL } from '#shared/wire/sync.ts';
import { Author } from '../author.ts';
import { Client } from '../client.ts';
import { Y_WEBSOCKET } from '../dialect.ts';
import { Writer } from '../load.ts';
import { randomFrom } from '../random.ts';
import type { LaidBoard } from './board.ts';

const PEOPLE = 50;
/** Milliseconds between two edits of each: 200 a second in all. */
const EVERY_MS = 250;

export interface Crowd {
  readonly origin: string;
  readonly board: LaidBoard;
  readonly texts: readonly string[];
}

/** Lets 50 people write 200 edits a second; resolves once all are there, and returns what stops them. */
export async function othersWrite(crowd: Crowd): Promise<() => void> {
  const writers = await Promise.all(Array.from({ length: PEOPLE }, (_, nth) => writerAt(crowd, nth)));
  const stops = writers.map((writer, nth) => writer.write(EVERY_MS, nth));
  return () => {
    for (const stop of stops) stop();
    for (const { client } of writers) client.close();
  };
}

async function writerAt({ origin, board, texts }: Crowd, nth: number): Promise<Writer> {
  const response = await fetch(`${origin}/api/boards/${board.code}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sector: 'industry' }),
  });
  if (!response.ok) throw new Error(`join: ${response.status}`);
  const { participantId, token } = (await response.json()) as Joined;
  const url = `${origin.replace('http', 'ws')}/sync/${board.id}`;
  const client = new Client({ url, protocols: [SUBPROTOCOL, token], participantId, dialect: Y_WEBSOCKET });
  await client.synced;
  return new Writer(client, new Author({ participantId, texts, random: randomFrom(nth), of: PEOPLE }));
}
