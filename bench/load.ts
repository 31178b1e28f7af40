import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import type { Author } from './author.ts';
import type { Client } from './client.ts';
import { randomFrom } from './random.ts';
import type { Player, SentEdit } from './replay.ts';

/** Nothing came for so long: everything has arrived, or never will. */
const QUIET_MS = 700;
const SETTLE_WITHIN_MS = 20_000;

/** One client with an author behind it, writing at random moments around a steady pace. */
export class Writer implements Player {
  readonly client: Client;
  readonly wrote: { readonly clientId: number; readonly edits: SentEdit[] };
  readonly #author: Author;

  constructor(client: Client, author: Author) {
    this.client = client;
    this.#author = author;
    this.wrote = { clientId: author.doc.clientID, edits: [] };
  }

  /** Starts writing and returns what stops it. */
  write(everyMs: number, seed: number): () => void {
    const random = randomFrom(seed);
    let timer = setTimeout(() => next(), random() * everyMs);
    const next = (): void => {
      this.#sendOne();
      timer = setTimeout(next, everyMs * (0.5 + random()));
    };
    return () => clearTimeout(timer);
  }

  /** Everything this one wrote, as one update. */
  get own(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#author.doc);
  }

  #sendOne(): void {
    const { update, clock } = this.#author.edit();
    this.wrote.edits.push({ at: this.client.send(update), clock });
  }
}

/** Waits until no client hears anything any more. False when it never became quiet. */
export async function settle(clients: readonly Client[]): Promise<boolean> {
  const until = performance.now() + SETTLE_WITHIN_MS;
  while (performance.now() < until) {
    await wait(100);
    const heard = clients.reduce((latest, client) => Math.max(latest, client.lastHeard), 0);
    if (performance.now() - heard > QUIET_MS) return true;
  }
  return false;
}
