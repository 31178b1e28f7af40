import { setTimeout as wait } from 'node:timers/promises';

const WITHIN_MS = 20_000;
const POLL_MS = 10;

/** Waits until it holds; rejects with its name when that takes longer than anything should. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const start = Date.now(); !holds(); await wait(POLL_MS)) {
    if (Date.now() - start > WITHIN_MS) throw new Error(`waited ${WITHIN_MS} ms in vain: ${what}`);
  }
}
