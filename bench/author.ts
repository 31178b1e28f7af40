import * as Y from 'yjs';
import { ideasOf } from '#shared/document/read.ts';
import { placeIdea, postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { BOARD_IDEAS_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { newId } from '#shared/model/ids.ts';
import { below, type Random } from './random.ts';

/** One update and the clock its author has reached with it: who has seen that clock has seen the edit. */
export interface Edit {
  readonly update: Uint8Array;
  readonly clock: number;
}

export interface AuthorOptions {
  readonly participantId: string;
  readonly texts: readonly string[];
  readonly random: Random;
  /** How many people write on this board; together they stay below what a board holds. */
  readonly of: number;
}

const ORIGIN = { is: 'deed', by: 'bench' } as const;
const TYPED_AT_ONCE_MAX = 6;

/**
 * Makes the edits of one participant with a document that only holds what is their own.
 * Every edit inserts something, so that it moves the clock: 20 % new ideas, 40 % typing, 40 % moves.
 */
export class Author {
  readonly doc = new Y.Doc();
  readonly #options: AuthorOptions;
  readonly #ideas: string[] = [];
  readonly #ideasMax: number;

  constructor(options: AuthorOptions) {
    this.#options = options;
    this.#ideasMax = Math.max(1, Math.floor((BOARD_IDEAS_MAX * 0.8) / options.of));
  }

  edit(): Edit {
    const kind = this.#options.random();
    if (this.#ideas.length === 0 || (kind < 0.2 && this.#ideas.length < this.#ideasMax)) return this.post();
    return this.#captured(() => (kind < 0.6 ? this.#type() : this.#move()));
  }

  post(text = this.#text().slice(0, 10 + below(this.#options.random, 50))): Edit {
    const { participantId, random } = this.#options;
    const id = newId((bytes) => bytes.map(() => below(random, 256)));
    this.#ideas.push(id);
    const idea = { id, text, author: participantId, sector: 'industry', createdAt: Date.now() };
    return this.#captured(() => postIdea(this.doc, idea, ORIGIN));
  }

  #type(): void {
    const { random } = this.#options;
    const text = textAt(this.doc, 'ideas', this.#anIdea());
    if (!text) return;
    const typed = this.#text().slice(0, 1 + below(random, TYPED_AT_ONCE_MAX));
    const before = text.toString();
    const kept = before.slice(0, Math.min(before.length - (random() < 0.2 ? 2 : 0), IDEA_TEXT_MAX - typed.length));
    rewriteText(this.doc, text, kept + typed, ORIGIN);
  }

  #move(): void {
    const { random } = this.#options;
    placeIdea(this.doc, this.#anIdea(), { at: [below(random, 4_000), below(random, 3_000)] }, ORIGIN);
  }

  /** People work on what they wrote lately. */
  #anIdea(): string {
    const recent = this.#ideas.slice(-5);
    return recent[below(this.#options.random, recent.length)] ?? '';
  }

  #text(): string {
    const { texts, random } = this.#options;
    return texts[below(random, texts.length)] ?? '';
  }

  #captured(deed: () => void): Edit {
    const updates: Uint8Array[] = [];
    const capture = (update: Uint8Array): void => void updates.push(update);
    this.doc.on('update', capture);
    deed();
    this.doc.off('update', capture);
    const [update] = updates;
    // Typing that happens to leave the text as it was makes no update: move instead.
    return update
      ? { update, clock: Y.getState(this.doc.store, this.doc.clientID) }
      : this.#captured(() => this.#move());
  }

  get ideas(): number {
    return ideasOf(this.doc).size;
  }
}
