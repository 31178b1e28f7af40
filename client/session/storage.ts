/** What is kept in this browser between visits. Falls back to memory where storage is blocked or full. */
export class Drawer {
  readonly #storage: () => Storage;
  readonly #memory = new Map<string, string>();

  /** Handed in as a function, because merely touching blocked storage throws. */
  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  read(key: string): string | null {
    try {
      return this.#storage().getItem(key) ?? this.#memory.get(key) ?? null;
    } catch {
      return this.#memory.get(key) ?? null;
    }
  }

  keep(key: string, value: string): void {
    this.#memory.set(key, value);
    try {
      this.#storage().setItem(key, value);
    } catch {
      // The memory has it for as long as the page is open.
    }
  }

  forget(key: string): void {
    this.#memory.delete(key);
    try {
      this.#storage().removeItem(key);
    } catch {
      // Then it was never there.
    }
  }
}
