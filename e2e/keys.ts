import type { Page } from '@playwright/test';

/** More stops than any page has. */
const STOPS_MAX = 200;

/** Somebody at a page who has nothing but a keyboard. Things are looked for by the names that a screen reader would say. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes from stop to stop until the one whose name begins like this has the focus. */
  async reach(name: string): Promise<void> {
    const stops = await this.#go('Tab', name);
    if (stops !== null) throw new Error(`no way to "${name}" by Tab, only to ${stops.join(' | ')}`);
  }

  async use(name: string): Promise<void> {
    await this.reach(name);
    await this.page.keyboard.press('Enter');
  }

  /** Fills in a field and sends it off. */
  async enter(name: string, text: string): Promise<void> {
    await this.reach(name);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a menu and chooses. */
  async choose(menu: string, choice: string): Promise<void> {
    await this.use(menu);
    await this.page.getByRole('menuitem').first().waitFor();
    const choices = (await this.#here()).startsWith(choice) ? null : await this.#go('ArrowDown', choice);
    if (choices !== null) throw new Error(`no "${choice}" in the menu, only ${choices.join(' | ')}`);
    await this.page.keyboard.press('Enter');
  }

  /** Null when it got there, else what it found instead. */
  async #go(key: 'Tab' | 'ArrowDown', name: string): Promise<readonly string[] | null> {
    const stops = new Set<string>();
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      await this.page.keyboard.press(key);
      const here = await this.#here();
      if (here.startsWith(name)) return null;
      stops.add(here.slice(0, 30));
    }
    return [...stops];
  }

  /** The name of what has the focus. */
  #here(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return '';
      const labelled = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : '';
      return (at.getAttribute('aria-label') ?? (labelled || at.textContent)).replace(/\s+/g, ' ').trim();
    });
  }
}
