import { setTimeout as sleep } from 'node:timers/promises';
import type { Guest } from './guest.ts';
import { Visitor } from './visitor.ts';

/** Milliseconds between two deeds of one guest: people think longer than they move. */
const REST_MS = { least: 4_000, most: 11_000 } as const;

/** Lets guests point, carry cards and think aloud, calmly, until the returned function is called. */
export function keepAlive(guests: readonly Guest[]): () => void {
  let isOver = false;
  const wait = (ms: number) => sleep(ms, undefined, { ref: false });
  const live = async (visitor: Visitor) => {
    while (!isOver) {
      await wait(REST_MS.least + Math.random() * (REST_MS.most - REST_MS.least));
      await visitor.doSomething();
    }
  };
  for (const guest of guests) void live(new Visitor(guest, { wait, random: Math.random }));
  return () => {
    isOver = true;
  };
}
