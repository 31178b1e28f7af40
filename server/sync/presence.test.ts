import { setTimeout as wait } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';
import { MESSAGE_QUERY_PRESENCE } from '#shared/wire/sync.ts';
import { browser, opened } from '../testing/documents.ts';
import { until } from '../testing/person.ts';
import { presenceFrame, readPresence } from './frames.ts';
import { PRESENCE_LIFETIME_MS, PresenceBoard } from './presence.ts';

const NORA = 'nora-participant';
const TAB = 77;

const state = (x: number): string => JSON.stringify({ participant: NORA, cursor: [x, 0] });
/** The payload of a presence frame, as a client sends it. */
const payload = (clock: number, text: string, clientId = TAB): Uint8Array => {
  const decoder = decoding.createDecoder(presenceFrame([{ clientId, clock, state: text }]));
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
};
const entriesIn = (frame: Uint8Array | null) => {
  if (frame === null) return [];
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return readPresence(decoding.readVarUint8Array(decoder)) ?? [];
};
const statesIn = (frame: Uint8Array | null): string[] => entriesIn(frame).map((entry) => entry.state);

function board() {
  const presence = new PresenceBoard(null);
  const [first, second] = [{}, {}];
  const says = (clock: number, x: number, by: object = first, now = 0) =>
    presence.hear(payload(clock, state(x)), { by, participantId: NORA, now, ownerOf: () => null });
  return { presence, first, second, says, shown: () => statesIn(presence.everybody(NORA)) };
}

test.each([2 ** 40, Number.MAX_SAFE_INTEGER, 100_000_001])(
  '[SY69] a clock of %i is passed over, and the next honest one is heard',
  (clock) => {
    const { says, shown } = board();
    says(1, 1);
    says(clock, 666);
    says(2, 2);
    expect(shown()).toEqual([state(2)]);
  },
);

test('[SY69] a clock that leaps where it could never be is passed over, a long time offline is not', () => {
  const { says, shown } = board();
  says(1, 1);
  says(50_000_000, 666);
  says(72_000, 2);
  expect(shown()).toEqual([state(2)]);
});

test('[SY69] a clock of 2^53 harms neither others nor its own person', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA);
  const tobias = await browser(documents, 'tobias-participant');
  const frame = Uint8Array.from([1, 15, 1, 77, 128, 128, 128, 128, 128, 128, 128, 16, 4, ...Buffer.from('null')]);
  nora.connection.receive(frame);
  nora.connection.receive(presenceFrame([{ clientId: TAB, clock: 1, state: state(3) }]));
  await until(() => expect(tobias.heard.presence).toEqual([state(3)]));
  expect([nora.heard.closed, tobias.heard.closed]).toEqual(['', '']);
});

test('[SY69] the late goodbye of an old connection does not end what a new one shows', () => {
  const { presence, first, second, says, shown } = board();
  says(1, 1, first);
  says(2, 2, second);
  presence.leave(TAB, first);
  expect(shown()).toEqual([state(2)]);
  presence.leave(TAB, second);
  expect(shown()).toEqual([]);
});

test('[SY69] who falls silent is gone after 30 s, and others are told', () => {
  const { presence, says } = board();
  says(1, 1, {}, 1_000);
  presence.takeNews();
  presence.expire(1_000 + PRESENCE_LIFETIME_MS);
  expect(presence.hasNews).toBe(false);
  presence.expire(1_001 + PRESENCE_LIFETIME_MS);
  expect(statesIn(presence.takeNews()(NORA))).toEqual(['null']);
});

/** A browser whose person writes in a note while the pointer rests says the same again and again, but for a higher clock. */
const writing = (clock: number) =>
  payload(clock, JSON.stringify({ participant: NORA, cursor: [1, 2], editing: `note-of-nora-${clock}` }));

test('[AN11] where nobody may be traced, presence tells nothing of writing', () => {
  let drawn = 500;
  const presence = new PresenceBoard(() => drawn++);
  const hears = (update: Uint8Array, now: number) =>
    presence.hear(update, { by: presence, participantId: NORA, now, ownerOf: () => NORA });
  hears(payload(7, state(1)), 0);
  expect(entriesIn(presence.takeNews()('tobias-participant'))).toEqual([
    { clientId: 500, clock: 1, state: '{"cursor":[1,0]}' },
  ]);
  hears(writing(8), 1_000);
  expect(entriesIn(presence.takeNews()('tobias-participant'))).toEqual([
    { clientId: 500, clock: 2, state: '{"cursor":[1,2]}' },
  ]);
  for (let clock = 9; clock < 90; clock++) hears(writing(clock), clock * 100);
  expect(presence.hasNews).toBe(false);
  presence.expire(10_999);
  expect(presence.hasNews).toBe(false);
  // Others drop whom they hear nothing of, so they are told again, however much or little was said meanwhile.
  presence.expire(11_000);
  expect(entriesIn(presence.takeNews()('tobias-participant'))).toEqual([
    { clientId: 500, clock: 3, state: '{"cursor":[1,2]}' },
  ]);
  presence.leave(TAB, presence);
  expect(entriesIn(presence.takeNews()('tobias-participant'))).toEqual([{ clientId: 500, clock: 4, state: 'null' }]);
});

test('[SY68] however much presence comes, it is looked at once in 50 ms, and the last is not lost', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA);
  const tobias = await browser(documents, 'tobias-participant');
  for (let clock = 1; clock <= 500; clock++) {
    nora.connection.receive(presenceFrame([{ clientId: nora.doc.clientID, clock, state: state(clock) }]));
  }
  await until(() => expect(tobias.heard.presence.at(-1)).toBe(state(500)));
  expect(tobias.heard.presence.length).toBeLessThan(10);
});

test('[SY68] what a browser repeats of others, or is larger than its own can be, does not displace its own', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA);
  const tobias = await browser(documents, 'tobias-participant');
  const crowd = Array.from({ length: 400 }, (_, i) => ({ clientId: 1_000 + i, clock: 1, state: state(i) }));
  nora.connection.receive(presenceFrame([{ clientId: nora.doc.clientID, clock: 1, state: state(1) }]));
  await wait(60);
  nora.connection.receive(presenceFrame([{ clientId: nora.doc.clientID, clock: 2, state: state(2) }]));
  for (let i = 0; i < 8; i++) nora.connection.receive(presenceFrame(crowd));
  await until(() => expect(tobias.heard.presence.at(-1)).toBe(state(2)));
  expect(nora.heard.closed).toBe('');
});

test('[SN16] a screen is told nothing of where people point and write, neither when it comes nor later nor when it asks', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA);
  const tobias = await browser(documents, 'tobias-participant');
  nora.connection.receive(presenceFrame([{ clientId: nora.doc.clientID, clock: 1, state: state(1) }]));
  await until(() => expect(tobias.heard.presence).toEqual([state(1)]));
  const screen = await browser(documents, { participantId: 'screen-participant', role: 'screen' });
  screen.connection.receive(Uint8Array.of(MESSAGE_QUERY_PRESENCE));
  nora.connection.receive(presenceFrame([{ clientId: nora.doc.clientID, clock: 2, state: state(2) }]));
  await until(() => expect(tobias.heard.presence.at(-1)).toEqual(state(2)));
  expect(screen.heard.presence).toEqual([]);
});
