import { wrap, type Setting } from './wrap.ts';

/** Wrapped lines by text. What a whole turn did not ask for is forgotten, so it never holds more than two boards' worth. */
export class TextMemory {
  readonly #setting: Setting;
  #now = new Map<string, readonly string[]>();
  #before = new Map<string, readonly string[]>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  /** The same array for the same text, as long as it is asked for once per turn. */
  lines(text: string): readonly string[] {
    const known = this.#now.get(text);
    if (known) return known;
    const lines = this.#before.get(text) ?? wrap(text, this.#setting);
    this.#now.set(text, lines);
    return lines;
  }

  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}
