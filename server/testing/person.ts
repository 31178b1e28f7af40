import { io, type Socket } from 'socket.io-client';
import { onTestFinished, vi } from 'vitest';
import type * as Y from 'yjs';
import type { WebsocketProvider } from 'y-websocket';
import type { Counts, RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Acknowledgement, ClientEvents, Command, Mine, ServerEvents } from '#shared/wire/live.ts';
import { openCopy, type Copy } from './copy.ts';

/** Where somebody sits, and the token that shows it. */
export interface Sitting {
  readonly boardId: string;
  readonly participantId: string;
  readonly token: string;
  readonly locale?: 'de' | 'en';
}

export type LiveClient = Socket<ServerEvents, ClientEvents>;

/** Somebody at the table, with a browser's two connections: the document and the room. */
export interface Person extends Sitting {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly live: LiveClient;
  readonly you: Seat;
  /** The newest picture of the room. */
  readonly room: RoomSnapshot;
  /** What the server told last of what everybody may count, and of this person alone; null before. */
  readonly counts: Counts | null;
  readonly mine: Mine | null;
  command(command: Command): Promise<Acknowledgement>;
  /** Resolves when everything this person has written is on the server's disk. */
  saved(): Promise<void>;
  leave(): void;
}

/** Connects somebody to both; resolves when the document is in sync and the room is known. */
export async function sitDown(url: string, sitting: Sitting): Promise<Person> {
  const copy = openCopy(url, sitting);
  const live = knock(url, sitting.boardId, sitting);
  const [welcome] = await Promise.all([welcomed(live), copy.synced()]);
  return personOf({ sitting, copy, live, ...welcome });
}

/** What a connection shows at the door; `transports` is how it comes. */
export interface Knock {
  readonly token?: unknown;
  readonly locale?: unknown;
  readonly transports?: string[];
}

/** A connection to the room that may also be refused. */
export function knock(url: string, boardId: string, how: Knock): LiveClient {
  const { token, locale, transports = ['websocket'] } = how;
  const live: LiveClient = io(url, {
    query: { board: boardId },
    auth: { token, locale },
    transports,
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
  });
  onTestFinished(() => void live.disconnect());
  return live;
}

interface Welcome {
  readonly you: Seat;
  /** All pictures of the room so far, the newest last. */
  readonly rooms: RoomSnapshot[];
  readonly heard: { counts: Counts | null; mine: Mine | null };
}

function welcomed(live: LiveClient): Promise<Welcome> {
  return new Promise((resolve, reject) => {
    const rooms: RoomSnapshot[] = [];
    const heard: Welcome['heard'] = { counts: null, mine: null };
    let you: Seat | undefined;
    live.on('counts', (counts) => (heard.counts = counts));
    live.on('mine', (mine) => (heard.mine = mine));
    live.on('seated', (seat) => (you = seat));
    live.on('room', (snapshot) => {
      rooms.push(snapshot);
      if (you) resolve({ you, rooms, heard });
    });
    live.on('connect_error', reject);
  });
}

interface Parts extends Welcome {
  readonly sitting: Sitting;
  readonly copy: Copy;
  readonly live: LiveClient;
}

function personOf({ sitting, copy, live, you, rooms, heard }: Parts): Person {
  return {
    ...sitting,
    participantId: you.participantId,
    doc: copy.doc,
    provider: copy.provider,
    live,
    you,
    get room() {
      const newest = rooms.at(-1);
      if (newest === undefined) throw new Error('the room is not known yet');
      return newest;
    },
    get counts() {
      return heard.counts;
    },
    get mine() {
      return heard.mine;
    },
    command: (command) => live.timeout(5_000).emitWithAck('command', command),
    saved: () => copy.saved(),
    leave: () => {
      live.disconnect();
      copy.close();
    },
  };
}

/** Waits until it holds; for what comes over the wire in its own time. */
export const until = (holds: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: 5_000, interval: 5 });
