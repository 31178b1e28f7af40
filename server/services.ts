import type { Server } from 'node:http';
import type { Moment } from '#shared/model/room.ts';
import { BoardNotes } from './board/board-notes.ts';
import { BoardTargets } from './board/board-targets.ts';
import { Boards } from './board/boards.ts';
import { Carrier } from './board/carrier.ts';
import { Versions } from './board/versions.ts';
import type { Metric } from './http/metrics.ts';
import { Live, type LiveParts } from './live/serve.ts';
import type { Log } from './log.ts';
import { Seats } from './seats/seats.ts';
import type { Store } from './store/store.ts';
import { admitWith } from './sync/admission.ts';
import { Documents, type DocumentsOptions } from './sync/documents.ts';
import { serveSync, type SyncEndpoint } from './sync/endpoint.ts';
import type { World } from './world.ts';

/** What the server is made of, beneath the routes. */
export interface Services {
  readonly seats: Seats;
  readonly boards: Boards;
  readonly documents: Documents;
  readonly versions: Versions;
  readonly live: Live;
  readonly sync: SyncEndpoint;
}

export interface ServicesParts extends Pick<LiveParts, 'mayConnect'> {
  readonly httpServer: Server;
  readonly store: Store;
  readonly world: World;
  readonly log: Log;
  readonly documents?: DocumentsOptions;
}

export function createServices({ store, world, log, documents: options, ...parts }: ServicesParts): Services {
  const seats = new Seats(store, world);
  const momentOf = (boardId: string) => live.rooms.momentOf(boardId);
  const documents: Documents = new Documents(
    {
      ...{ store, log, momentOf },
      onNotebook: (boardId, owner) => {
        carrier.changed(boardId, owner);
        live.rooms.noted(boardId, owner);
      },
      onSlowed: (...slowed) => live.slowed(...slowed),
    },
    options,
  );
  const carrier = new Carrier({ documents, store, momentOf, world, log });
  const versions = new Versions({ store, documents, world, log, onRestored: (...what) => live.restored(...what) });
  const generationOf = async (boardId: string) => (await store.boardById(boardId))?.generation ?? null;
  const admit = admitWith({ documents, seats, generationOf, log });
  const onMoment = (boardId: string, moment: Moment) => {
    documents.moved(boardId, moment);
    carrier.moved(boardId, moment).catch((fault: unknown) => {
      log.error('notes could not be looked for', { boardId, fault });
    });
  };
  const notes = (boardId: string) => new BoardNotes({ boardId, documents, carrier });
  const targets = (boardId: string) => new BoardTargets(boardId, documents);
  const dismiss: LiveParts['dismiss'] = (...who) => documents.dismiss(...who);
  const beforeStep: LiveParts['beforeStep'] = (...left) => versions.keepStep(...left);
  const of = { notes, targets, beforeStep, onMoment, dismiss };
  const live: Live = new Live({ ...parts, ...of, seats, store, world, log, admit });
  // Documents first: some of them travel over the room's connection, and their readers shall learn why they end.
  const removed = (boardId: string) => documents.forget(boardId).finally(() => live.removed(boardId));
  const following = { seated: live.rooms.seated.bind(live.rooms), removed };
  const boards = new Boards({ store, seats, world, following });
  const sync = serveSync({ admit, log });
  return { seats, boards, documents, versions, live, sync };
}

export async function numbersOf({ live, documents }: Services): Promise<readonly Metric[]> {
  const { boards, connections, updates, refused } = await documents.stats();
  return [
    { name: 'boards', kind: 'gauge', help: 'Boards in memory', value: boards },
    { name: 'rooms', kind: 'gauge', help: 'Rooms in memory', value: live.rooms.size },
    { name: 'sync_connections', kind: 'gauge', help: 'Connections to documents', value: connections },
    { name: 'live_connections', kind: 'gauge', help: 'Connections to rooms', value: live.connections },
    { name: 'updates_total', kind: 'counter', help: 'Updates accepted', value: updates },
    { name: 'updates_refused_total', kind: 'counter', help: 'Updates refused by the gate', value: refused },
  ];
}
