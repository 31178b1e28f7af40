import type { Direction } from '#shared/layout/walk.ts';
import type { SingleKeys } from '../ui/single-keys.ts';
import type { Casting } from '../vote/casting.svelte.ts';
import { castByKey } from '../vote/casting.svelte.ts';
import type { WallWork } from './wall.svelte.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** Where keys have a use of their own. */
const OWN_USE = 'input, textarea, select, [contenteditable], dialog, [role=menu]';

export interface WallKeysParts {
  readonly work: WallWork;
  readonly casting: Casting;
  readonly single: SingleKeys;
  /** Goes where new ideas are written. */
  readonly write: () => void;
  /** Opens what people say about an idea. */
  readonly talk: (id: string) => void;
}

/** The keys of the wall. Letters and signs can be switched off; arrows, Enter, Delete and Escape always work. */
export class WallKeys {
  readonly #parts: WallKeysParts;

  constructor(parts: WallKeysParts) {
    this.#parts = parts;
  }

  /** Keys while a card has the focus. */
  onCard(event: KeyboardEvent): void {
    const card = event.target instanceof HTMLElement ? event.target.dataset['idea'] : undefined;
    if (card !== undefined && !hasModifier(event) && this.#onCard(event, card)) event.preventDefault();
  }

  /** Keys wherever nobody is typing. */
  onPage(event: KeyboardEvent): void {
    const elsewhere = event.target instanceof Element && event.target.closest(OWN_USE) !== null;
    if (elsewhere || event.defaultPrevented || hasModifier(event) || !this.#parts.single.on) return;
    const { work, write } = this.#parts;
    if (event.key === '?') work.ask({ is: 'keys' });
    else if (event.key.toLowerCase() === 'n') write();
    else return;
    event.preventDefault();
  }

  /** True when the key was for the card. */
  #onCard(event: KeyboardEvent, id: string): boolean {
    const { work, talk } = this.#parts;
    const direction = ARROWS[event.key];
    if (direction !== undefined) work.walk.go(direction);
    else if (event.key === 'Enter') work.edit(id);
    else if (event.key === 'Delete') work.remove(id);
    else if (event.key === ' ' && event.shiftKey) work.selection.toggle(id);
    else if (event.key === ' ') talk(id);
    else return this.#single(event, id);
    return true;
  }

  #single(event: KeyboardEvent, id: string): boolean {
    const { work, casting, single } = this.#parts;
    if (!single.on) return false;
    const key = event.key.toLowerCase();
    if (key === 'm') work.askWhere(id);
    else if (key === 'z') work.zoomAround(id);
    else return castByKey(event, casting, id);
    return true;
  }
}

const hasModifier = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey;
