import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE, SYNC_STEP_1, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { syncFrame } from '../sync/frames.ts';
import type { Sitting } from '../testing/person.ts';
import { forged } from './forge.ts';
import type { Intruder } from './intruder.ts';
import { Line } from './line.ts';
import { openStage, type Stage } from './stage.ts';
import { seed } from './seed.ts';

const stage = openStage();

/** A frame that would be all right. */
const aFrame = (by: Intruder): Uint8Array =>
  syncFrame(SYNC_UPDATE, forged([by.idea(), by.block({ text: 'gut', parent: [by.client, 1] })]));

/** Lines at once, each time of somebody else: one person who asks for so much would be slowed. */
const AT_ONCE = 2;

/** Sends each to the server on a line of its own; gives the close codes, 0 for a line that stays open. */
async function codesFor(at: Stage, frames: readonly Uint8Array[]): Promise<number[]> {
  const codes: number[] = [];
  for (let i = 0; i < frames.length; i += AT_ONCE) {
    const sitting = await at.seat();
    codes.push(...(await Promise.all(frames.slice(i, i + AT_ONCE).map((frame) => codeFor(at, { frame, sitting })))));
  }
  return codes;
}

async function codeFor(at: Stage, { frame, sitting }: { frame: Uint8Array; sitting: Sitting }): Promise<number> {
  const line = await new Line(at.house.url, sitting).synced();
  line.send(frame);
  const before = line.frames.length;
  // Whoever is not refused is answered.
  line.send(syncFrame(SYNC_STEP_1, Y.encodeStateVector(new Y.Doc())));
  const answered = line.sees(() => line.frames.length > before || !line.isOpen).then(() => 0);
  const code = await Promise.race([line.closed, answered]);
  line.leave();
  return code;
}

test('[SY82] a frame that is cut anywhere ends its sender’s line, and nothing else', async () => {
  const at = await stage();
  const frame = aFrame(at.mallory);
  const codes = await codesFor(
    at,
    Array.from({ length: frame.length }, (_, length) => frame.slice(0, length)),
  );
  expect(new Set(codes)).toEqual(new Set([CLOSE.refused]));
  await at.aftermath();
});

test('[SY82] flipped bits end their sender’s line, or mean something that is allowed', async () => {
  const at = await stage();
  const frame = aFrame(at.mallory);
  const flips = fc.sample(fc.array(fc.nat(frame.length * 8 - 1), { minLength: 1, maxLength: 3 }), {
    seed: seed(),
    numRuns: 200,
  });
  const codes = await codesFor(
    at,
    flips.map((bits) => flipped(frame, bits)),
  );
  expect(codes.filter((code) => code !== 0 && code !== CLOSE.refused && code !== CLOSE.tooMuch)).toEqual([]);
  await at.aftermath();
});

test('[SY82] noise ends its sender’s line', async () => {
  const at = await stage();
  const noise = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 200 }), { seed: seed(), numRuns: 100 });
  const codes = await codesFor(
    at,
    noise.map((bytes) => Uint8Array.of(0, 2, ...bytes)),
  );
  expect(codes.filter((code) => code !== CLOSE.refused)).toEqual([]);
  await at.aftermath();
});

test.each<[string, Uint8Array | string, number]>([
  ['a text message', 'hello', CLOSE.refused],
  ['a frame of an unknown kind', Uint8Array.of(42), CLOSE.refused],
  [
    'a frame that goes on after its end',
    Uint8Array.of(...syncFrame(SYNC_UPDATE, Uint8Array.of(0, 0)), 1),
    CLOSE.refused,
  ],
  ['an update that promises 2^50 blocks', syncFrame(SYNC_UPDATE, promising(2 ** 50)), CLOSE.refused],
  ['an update that promises 2^50 structs', syncFrame(SYNC_UPDATE, promising(1, 2 ** 50)), CLOSE.refused],
  ['a state vector that promises 2^50 clients', syncFrame(SYNC_STEP_1, promising(2 ** 50)), CLOSE.refused],
  ['a frame beyond the limit', new Uint8Array(SYNC_FRAME_BYTES_MAX + 1), CLOSE.tooMuch],
  ['a frame far beyond the limit', new Uint8Array(3 * SYNC_FRAME_BYTES_MAX), 1009],
])('[SY82] %s ends its sender’s line', async (_, frame, code) => {
  const at = await stage();
  at.mallory.line.send(frame);
  expect(await at.mallory.line.closed).toBe(code);
  await at.aftermath();
});

function promising(...counts: number[]): Uint8Array {
  return encoding.encode((to) => counts.forEach((count) => encoding.writeVarUint(to, count)));
}

function flipped(frame: Uint8Array, bits: readonly number[]): Uint8Array {
  const bytes = Uint8Array.from(frame);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes;
}
