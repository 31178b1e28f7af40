import type { Drawer } from '../session/storage.ts';
import type { Seated } from './live.svelte.ts';

/** Milliseconds after which what changed is written: sixty people who sit down are one change. */
const SETTLE_MS = 1_000;
/** Changes with what these parts of the client are made of: what another version wrote may look different. */
const BUILD = import.meta.url;

interface Note {
  readonly build: string;
  readonly token: string;
  readonly seated: Seated;
}

/** Who we were and how the room stood when this browser last saw it, so that a board opens without its server. */
export class Remembered {
  readonly #drawer: Drawer;
  readonly #key: string;
  /** Whose it is: another person may sit down at the same board in the same browser. */
  readonly #token: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drawer: Drawer, { boardId, token }: { boardId: string; token: string }) {
    this.#drawer = drawer;
    this.#token = token;
    this.#key = `tafelrunde:room:${boardId}`;
  }

  read(): Seated | null {
    const kept = this.#drawer.read(this.#key);
    if (kept === null) return null;
    const { build, token, seated } = JSON.parse(kept) as Note;
    return build === BUILD && token === this.#token ? seated : null;
  }

  /** Soon, so that many changes are written once. */
  keep(seated: Seated): void {
    clearTimeout(this.#timer);
    const note: Note = { build: BUILD, token: this.#token, seated };
    this.#timer = setTimeout(() => this.#drawer.keep(this.#key, JSON.stringify(note)), SETTLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  forget(): void {
    this.stop();
    this.#drawer.forget(this.#key);
  }
}
