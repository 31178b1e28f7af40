import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE_PRESENCE, MESSAGE_SYNC, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import { readPresence } from '../sync/frames.ts';
import type { Person } from './person.ts';
import { messagesOn, type Wiretap } from './wiretap.ts';

/** What in the frames of the board's document tells of one of these people: their ids, or the ids of their browsers. */
export function tracesOf(
  people: readonly Person[],
  clientIds: ReadonlySet<number>,
  taps: readonly Wiretap[],
): string[] {
  const board = people[0]?.boardId ?? '';
  const lines = taps.flatMap((tap) => tap.lines()).filter(({ asked }) => isOf(board, asked));
  const messages = lines.flatMap(messagesOn);
  if (messages.length === 0) throw new Error('no frames of the board were recorded');
  const names = people.filter(({ participantId }) => messages.some((message) => message.includes(participantId)));
  const clients = messages.flatMap(clientIdsIn).filter((clientId) => clientIds.has(clientId));
  return [...names.map(() => 'participant'), ...clients.map(() => 'client')];
}

const isOf = (boardId: string, asked: string): boolean => new RegExp(`^GET /sync/${boardId}[? ]`).test(asked);

function clientIdsIn(message: Buffer): number[] {
  const decoder = createDecoder(message);
  const kind = readVarUint(decoder);
  if (kind === MESSAGE_PRESENCE)
    return (readPresence(readVarUint8Array(decoder)) ?? []).map(({ clientId }) => clientId);
  if (kind !== MESSAGE_SYNC) return [];
  const step = readVarUint(decoder);
  const payload = readVarUint8Array(decoder);
  if (step === SYNC_STEP_1) return [...Y.decodeStateVector(payload).keys()];
  const { structs, ds } = Y.decodeUpdate(payload);
  return [...structs.map(({ id }) => id.client), ...ds.clients.keys()];
}
