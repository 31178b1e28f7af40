import { createContext } from 'svelte';

type Shown =
  | { readonly is: 'nothing' }
  /** Choosing what an idea goes together with. */
  | { readonly is: 'pick'; readonly id: string }
  /** Everything that lies under an idea. */
  | { readonly is: 'stack'; readonly id: string };

const NOTHING: Shown = { is: 'nothing' };

/** What is open of merging on one page: cards and list items come and go, their dialogs stay. */
export class Merging {
  #shown: Shown = $state.raw(NOTHING);

  get shown(): Shown {
    return this.#shown;
  }

  pick(id: string): void {
    this.#shown = { is: 'pick', id };
  }

  open(id: string): void {
    this.#shown = { is: 'stack', id };
  }

  close(): void {
    this.#shown = NOTHING;
  }
}

export const [useMerging, provideMerging] = createContext<Merging>();
