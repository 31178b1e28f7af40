/* eslint-disable svelte/prefer-svelte-reactivity -- the map is never read reactively, only what it holds */

/** What one's own hand, eyes and keyboard have to do with one card right now. A signal each: what changes re-runs that card alone. */
export class CardState {
  /** Under the pointer or with the focus: it shows its buttons. */
  pointedAt = $state(false);
  selected = $state(false);
  /** Where Tab enters the wall. */
  isStop = $state(false);
}

export class CardStates {
  readonly #states = new Map<string, CardState>();

  of(id: string): CardState {
    const known = this.#states.get(id);
    if (known) return known;
    const state = new CardState();
    this.#states.set(id, state);
    return state;
  }
}

/** One card of all, or none: the pointed at, the Tab stop. */
export class One {
  readonly #states: CardStates;
  readonly #field: 'pointedAt' | 'isStop';
  #id: string | null = null;

  constructor(states: CardStates, field: 'pointedAt' | 'isStop') {
    this.#states = states;
    this.#field = field;
  }

  get id(): string | null {
    return this.#id;
  }

  set(id: string | null): void {
    if (id === this.#id) return;
    if (this.#id !== null) this.#states.of(this.#id)[this.#field] = false;
    this.#id = id;
    if (id !== null) this.#states.of(id)[this.#field] = true;
  }
}
