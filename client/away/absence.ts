import type { Saving } from '../connection/saving.ts';
import type { Picture } from './missed.ts';

/** Milliseconds after which somebody has been away: shorter, and they know themselves what happened. */
export const AWAY_MS = 120_000;

type Gone =
  /** Nobody looks at the page, while it may go on hearing of others. */
  | { readonly is: 'hidden'; readonly since: number; readonly picture: Picture }
  /** It hears of nobody, while its own person may work on. */
  | { readonly is: 'offline'; readonly since: number };

interface Now {
  readonly hidden: boolean;
  readonly saving: Saving;
  /** Milliseconds of any clock that goes on while a laptop sleeps. */
  readonly at: number;
}

/** Notices when somebody leaves and comes back: by the page that is hidden, or the connection that is lost. */
export class Absence {
  readonly #take: () => Picture;
  #gone: Gone | null = null;

  constructor(take: () => Picture) {
    this.#take = take;
  }

  /** To be told every change of these. Gives how the board was when somebody left, once they are back and up to date. */
  watch({ hidden, saving, at }: Now): Picture | null {
    const offline = saving === 'offline' || saving === 'unkept';
    if (offline) this.#gone ??= { is: 'offline', since: at };
    // Connected again, and nothing heard yet: what one did offline is in the picture.
    else if (this.#gone?.is === 'offline') this.#gone = { ...this.#gone, is: 'hidden', picture: this.#take() };
    if (hidden) this.#gone ??= { is: 'hidden', since: at, picture: this.#take() };
    if (hidden || saving !== 'saved' || this.#gone?.is !== 'hidden') return null;
    const { since, picture } = this.#gone;
    this.#gone = null;
    return at - since >= AWAY_MS ? picture : null;
  }
}
