import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import type { Seat } from '#shared/model/seat.ts';
import { CLOSE, MESSAGE_PRESENCE, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import { presenceFrame, readPresence, syncFrame, type PresenceEntry } from '../sync/frames.ts';
import { knock } from '../testing/person.ts';
import { openStage, type Stage } from './stage.ts';
import { MARK } from './witness.ts';

const stage = openStage();

const NOBODY = 'null';
const own = ({ mallory }: Stage, more: object = {}): string =>
  JSON.stringify({ participant: mallory.participantId, ...more });
const entry = (clientId: number, state: string, clock = 1): PresenceEntry => ({ clientId, clock, state });

/** Everything that somebody was shown of client ids other than their own. */
const shownTo = (at: Stage, clientId: number): PresenceEntry[] =>
  at.nora.line.frames
    .filter((frame) => frame[0] === MESSAGE_PRESENCE)
    .flatMap((frame) => readPresence(frame.subarray(lengthBefore(frame))) ?? [])
    .filter((it) => it.clientId === clientId);

/** Bytes before the payload: the kind, and the payload's length as a number of its own. */
function lengthBefore(frame: Uint8Array): number {
  let bytes = 2;
  for (let at = 1; (frame[at] ?? 0) > 127; at++) bytes++;
  return bytes;
}

test.each<[string, (at: Stage) => PresenceEntry[]]>([
  ['in another’s name', (at) => [entry(at.mallory.client, JSON.stringify({ participant: at.nora.participantId }))]],
  ['of another’s client id', (at) => [entry(at.nora.doc.clientID, own(at), 99)]],
  ['that says goodbye for another', (at) => [entry(at.nora.doc.clientID, NOBODY, 99)]],
  ['with a name of one’s own making', (at) => [entry(at.mallory.client, own(at, { name: MARK }))]],
  [
    'with a key behind',
    (at) => [entry(at.mallory.client, own(at).replace('{', `{"__proto__":{"cursor":["${MARK}"]},`))],
  ],
  ['with a cursor that is no place', (at) => [entry(at.mallory.client, own(at, { cursor: [1e9, 0] }))]],
  ['with a cursor of nothing', (at) => [entry(at.mallory.client, own(at, { cursor: [NaN, 0] }))]],
  ['of 100,000 characters', (at) => [entry(at.mallory.client, own(at, { editing: MARK.repeat(16_000) }))]],
  ['that is no JSON', (at) => [entry(at.mallory.client, `{${MARK}`)]],
  ['with a clock of 2^40', (at) => [entry(at.mallory.client, own(at), 2 ** 40)]],
  ['of 1,000 client ids', (at) => Array.from({ length: 1_000 }, (_, i) => entry(1_000_000 + i, own(at)))],
  ['with the largest clock there is', (at) => [entry(at.mallory.client, own(at), Number.MAX_SAFE_INTEGER)]],
])('[SY83] presence %s reaches nobody', async (_, said) => {
  const at = await stage();
  at.mallory.show(...said(at));
  // What comes after it is shown: so it was heard, and passed over.
  at.mallory.show(entry(at.mallory.other, own(at)));
  await at.nora.line.sees(() => shownTo(at, at.mallory.other).length > 0);
  expect(shownTo(at, at.mallory.client)).toEqual([]);
  expect(shownTo(at, at.nora.doc.clientID).filter(({ state }) => state === NOBODY)).toEqual([]);
  await at.aftermath();
});

test.each<[string, (at: Stage) => Uint8Array]>([
  ['that promises 2^50 entries', () => frameOf((to) => encoding.writeVarUint(to, 2 ** 50))],
  ['that is cut', (at) => presenceFrame([entry(at.mallory.client, own(at))]).slice(0, -5)],
])('[SY83] presence %s ends its sender’s line', async (_, frame) => {
  const at = await stage();
  at.mallory.line.send(frame(at));
  expect([CLOSE.refused, CLOSE.tooMuch]).toContain(await at.mallory.line.closed);
  await at.aftermath();
});

test('[SY83] a screen shows no presence', async () => {
  const at = await stage();
  const path = `/api/boards/${at.boardId}/screens`;
  const made = await at.house.deeds.call<{ token: string }>(path, { method: 'POST', token: at.moderator.token });
  const screen = await at.intruder({ boardId: at.boardId, participantId: '', token: made.json.token });
  const participant = await idBehind(at, made.json.token);
  screen.show(entry(screen.client, JSON.stringify({ participant })), entry(at.nora.doc.clientID, NOBODY, 99));
  // What follows it on the same line is answered after it was read.
  screen.line.send(syncFrame(SYNC_STEP_1, Uint8Array.of(0)));
  const before = screen.line.frames.length;
  await screen.line.sees(() => screen.line.frames.length > before);
  at.mallory.show(entry(at.mallory.other, own(at)));
  await at.nora.line.sees(() => shownTo(at, at.mallory.other).length > 0);
  expect(shownTo(at, screen.client)).toEqual([]);
  await at.aftermath();
});

test('[SY83] hundreds of thousands of entries for others cost little and reach nobody', async () => {
  const at = await stage();
  const echo = Array.from({ length: 80_000 }, () => entry(at.nora.doc.clientID, NOBODY, 99));
  for (let i = 0; i < 3; i++) at.mallory.show(...echo);
  at.mallory.show(entry(at.mallory.other, own(at)));
  await at.nora.line.sees(() => shownTo(at, at.mallory.other).length > 0);
  await at.aftermath();
});

/** The room tells everybody, screens too, who they are. */
async function idBehind(at: Stage, token: string): Promise<string> {
  const live = knock(at.house.url, at.boardId, { token });
  const seat = await new Promise<Seat>((resolve) => live.once('seated', resolve));
  live.disconnect();
  return seat.participantId;
}

function frameOf(write: (to: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((to) => {
    encoding.writeVarUint(to, MESSAGE_PRESENCE);
    encoding.writeVarUint8Array(to, encoding.encode(write));
  });
}
