import type { Version } from '#shared/model/version.ts';
import type { VersionRead, VersionRestored, Versions } from '#shared/wire/http.ts';
import { faultsOf, sentenceOf, type Answer } from '../session/answer.ts';
import type { VersionsCall } from '../session/server.ts';

type Ask = <T>(call: Pick<VersionsCall, 'path' | 'json'>) => Promise<Answer<T>>;

/** The versions of a board as the server has them: the list, and the one that is looked at. */
export class Shelf {
  readonly #ask: Ask;
  #list = $state.raw<readonly Version[] | null>(null);
  #open = $state.raw<VersionRead | null>(null);
  #fault = $state('');
  #busy = $state(false);

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Newest first; null until it is known. */
  get list(): readonly Version[] | null {
    return this.#list;
  }

  /** The version that is looked at. */
  get open(): VersionRead | null {
    return this.#open;
  }

  /** Why the last thing did not work, as a sentence. */
  get fault(): string {
    return this.#fault;
  }

  get busy(): boolean {
    return this.#busy;
  }

  async load(): Promise<void> {
    this.#list = (await this.#try<Versions>({}))?.versions ?? this.#list;
  }

  /** Keeps the board as it is; gives the new version. */
  async keep(name: string): Promise<Version | null> {
    const kept = await this.#try<Version>({ json: { name } });
    if (kept !== null) this.#list = [kept, ...(this.#list ?? [])];
    return kept;
  }

  async look(n: number): Promise<void> {
    this.#open = await this.#try<VersionRead>({ path: `/${n}` });
  }

  close(): void {
    this.#open = null;
    this.#fault = '';
  }

  restore(n: number): Promise<VersionRestored | null> {
    return this.#try<VersionRestored>({ path: `/${n}/restore`, json: {} });
  }

  async #try<T>(call: Pick<VersionsCall, 'path' | 'json'>): Promise<T | null> {
    if (this.#busy) return null;
    this.#busy = true;
    const answer = await this.#ask<T>(call);
    this.#busy = false;
    this.#fault = answer.is === 'here' ? '' : (Object.values(faultsOf(answer))[0] ?? sentenceOf(answer));
    return answer.is === 'here' ? answer.value : null;
  }
}
