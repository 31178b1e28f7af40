import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** Which idea is open to be read and talked about: cards and list items come and go, its dialog stays. */
export class Talking {
  #shown: string | null = $state(null);
  /** What was begun and not sent, by idea. */
  readonly #drafts = new SvelteMap<string, string>();

  get shown(): string | null {
    return this.#shown;
  }

  open(id: string): void {
    this.#shown = id;
  }

  close(): void {
    this.#shown = null;
  }

  draftOn(id: string): string {
    return this.#drafts.get(id) ?? '';
  }

  keepDraft(id: string, text: string): void {
    this.#drafts.set(id, text);
  }
}

export const [useTalking, provideTalking] = createContext<Talking>();
