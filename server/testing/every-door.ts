import type { Server } from 'node:http';
import { Socket as ServerSocket } from 'socket.io';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import * as wire from '#shared/wire/sync.ts';
import { EXPORT_FORMATS } from '../exchange/export.ts';
import { commandShape } from '../live/command-shape.ts';
import { LIVE_PATH } from '../live/serve.ts';
import { syncFrame } from '../sync/frames.ts';
import { call } from './call.ts';
import { knock, type LiveClient } from './person.ts';
import { filledIn, routesOf, type Route } from './routes.ts';
import { samplesOf } from './samples.ts';

/**
 * Asks a server for everything that somebody could ask it for. What there is to ask is read from the server's own routes,
 * listeners, shapes and lists; what cannot be filled in from there is an error.
 */

export interface Asking {
  readonly httpServer: Server;
  readonly events: readonly string[];
  /** By which way, and with which token (none: ''). */
  readonly url: string;
  readonly token: string;
  readonly boardId: string;
  readonly code: string;
  /** Participants whose things are asked for. */
  readonly participants: readonly string[];
}

export async function askEverything(asking: Asking): Promise<void> {
  const routes = routesOf(asking.httpServer);
  // Those that take something away come in `askToRemove`.
  for (const route of routes) if (route.method !== 'DELETE') await askRoute(route, asking);
  await askRoom(asking);
  await askDocuments(asking, frames());
}

/** Comes in by every door and takes what is shown there, without a word: for those whose words would change the round. */
export async function lookAround(asking: Asking): Promise<void> {
  for (const route of routesOf(asking.httpServer)) if (route.method === 'GET') await askRoute(route, asking);
  for (const transport of ['polling', 'websocket']) {
    const { live } = await enterRoom(asking, transport);
    live.disconnect();
  }
  await askDocuments(asking, [STEP_1]);
}

export async function askToRemove(asking: Asking): Promise<void> {
  for (const route of routesOf(asking.httpServer)) if (route.method === 'DELETE') await askRoute(route, asking);
}

const BODIES = [
  {},
  { json: {} },
  { json: { title: 'Runde', sector: 'creative', name: 'Gast', kind: 'open' } },
  { body: 'Idee\nLastenräder', headers: { 'content-type': 'text/csv' } },
];

async function askRoute({ method, path }: Route, { url, token, boardId, code, participants }: Asking): Promise<void> {
  const notebooks = participants.map((participant) => `${boardId}.${participant}`);
  const values = {
    id: [boardId, ...notebooks],
    code: [code],
    participantId: participants,
    format: EXPORT_FORMATS,
    n: ['1', '2'],
  };
  const bodies = ['POST', 'PUT', 'PATCH'].includes(method) ? BODIES : [{}];
  for (const address of filledIn(path, values)) {
    for (const { headers, ...body } of bodies) {
      const plain = { 'accept-encoding': 'identity', ...headers };
      await call(url, `${address}?locale=en`, { method, ...(token ? { token } : {}), ...body, headers: plain });
    }
  }
}

/** Keeps the names of the events that servers listen to from now on. */
export function watchEvents(): () => readonly string[] {
  const on = vi.spyOn(ServerSocket.prototype, 'on');
  const ofTheLibrary = ['disconnect', 'disconnecting', 'error'];
  return () => [...new Set(on.mock.calls.map(([event]) => String(event)))].filter((it) => !ofTheLibrary.includes(it));
}

/** All events with all kinds of arguments, over long polling, where everything is text. */
async function askRoom(asking: Asking): Promise<void> {
  const { events, boardId, participants } = asking;
  const { live, isIn } = await enterRoom(asking, 'polling');
  const names = ['', ...participants, ...participants.map((participant) => `${boardId}.${participant}`)];
  const objects = [{}, ...participants.map((it) => ({ id: it, participant: it, participantId: it, boardId }))];
  for (const event of isIn ? events : []) {
    // The board's document is open by then, and what was said before is done.
    await live.timeout(20_000).emitWithAck('sync-open', '', null);
    say(live, event, []);
    say(live, event, ['', [asBase64(STEP_1)]]);
    // What ends the document comes after the answer.
    await answered(live);
    await answered(live);
    for (const sent of [...objects, ...samplesOf(commandShape)]) say(live, event, [sent]);
    // Who goes on with commands that come too fast is cut off.
    const more = event === 'command' ? [] : frames().map((frame) => [asBase64(frame)]);
    for (const name of names) for (const it of [...more, null]) say(live, event, [name, it]);
  }
  if (isIn) await answered(live);
  live.disconnect();
}

async function enterRoom({ url, token, boardId }: Asking, transport: string) {
  const live = knock(url, boardId, { token, transports: [transport] });
  const isIn = await new Promise<boolean>((resolve) => {
    live.on('room', () => resolve(true));
    live.on('connect_error', () => resolve(false));
  });
  return { live, isIn };
}

const asBase64 = (frame: Uint8Array): string => Buffer.from(frame).toString('base64');

/** Untyped: what is sent is meant to be anything. */
const say = (live: LiveClient, event: string, sent: readonly unknown[]) =>
  void (live as unknown as { emit(...all: unknown[]): void }).emit(event, ...sent, () => undefined);

/** The server takes what comes on one connection in order, so it has taken all of it by then. */
const answered = (live: LiveClient) => live.timeout(20_000).emitWithAck('command', { is: 'nothing' } as never);

const STEP_1 = syncFrame(wire.SYNC_STEP_1, Uint8Array.of(0));

/** Something of every kind of message that there is, and of kinds that there are not. */
function frames(): readonly Uint8Array[] {
  const named = Object.entries(wire)
    .filter(([name]) => name.startsWith('MESSAGE_'))
    .map(([, kind]) => kind as number);
  const kinds = [...new Set([...named, 4, 5, 99, 101, 127])];
  const bodies = [[], [0, 1, 0], [1, 2, 0, 0], [2, 2, 0, 0], [0]];
  return [STEP_1, ...kinds.flatMap((kind) => bodies.map((body) => Uint8Array.of(kind, ...body)))];
}

/** `spoken` is said to the board's document, each on a line of its own; to all others only what a browser says first. */
async function askDocuments(
  { url, token, boardId, participants }: Asking,
  spoken: readonly Uint8Array[],
): Promise<void> {
  const documents = ['', ...participants.map((participant) => `.${participant}`), '.*', '.a.b'];
  for (const document of documents) {
    const address = `${url.replace('http', 'ws')}/sync/${boardId}${document}`;
    const asked = document === '' ? spoken : [STEP_1];
    await Promise.all(asked.map((frame) => askDocument(address, token, frame)));
  }
  for (const path of ['/', '/sync', '/api', `${LIVE_PATH}?EIO=4&transport=websocket`]) {
    await askDocument(url.replace('http', 'ws') + path, token, STEP_1);
  }
}

/** Resolves when the server has answered with the state of the document, or has closed. */
function askDocument(address: string, token: string, frame: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, [wire.SUBPROTOCOL, ...(token ? [token] : [])]);
    socket.on('open', () => [frame, STEP_1].forEach((each) => socket.send(each)));
    socket.on('message', (data: Buffer, isBinary) => {
      const isState = data[0] === wire.MESSAGE_SYNC && data[1] === wire.SYNC_STEP_2;
      if (!isBinary || isState) socket.close();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
