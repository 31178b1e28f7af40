import { createContext } from 'svelte';
import { readAddress, type Route } from './route.ts';
import type { Seats } from './seats.ts';

/** Which page is shown. Takes secrets out of the address bar at once, so that no shared screen or history shows them. */
export class Router {
  route = $state.raw<Route>({ is: 'start' });
  /** Grows when the same address was opened again with a new seat. */
  visit = $state(0);
  readonly stop: () => void;
  readonly #seats: Seats;

  constructor(seats: Seats) {
    this.#seats = seats;
    const arrive = (): void => this.#arrive();
    // Browsers announce a followed fragment twice; the first announcement already took the secret away.
    const followed = (): void => {
      if (location.hash !== '') arrive();
    };
    addEventListener('popstate', arrive);
    addEventListener('hashchange', followed);
    this.stop = () => {
      removeEventListener('popstate', arrive);
      removeEventListener('hashchange', followed);
    };
    this.#arrive();
  }

  /** Opens one of our own pages. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.#arrive();
    scrollTo(0, 0);
  }

  #arrive(): void {
    const remembered = (history.state as { hash?: string } | null)?.hash ?? '';
    const hash = location.hash || remembered;
    const { route, seat } = readAddress(location.pathname, hash);
    if (seat !== null && 'boardId' in route) this.#seats.keep(route.is, route.boardId, seat);
    // A code is no secret of one person: it stays in the history entry, so that a reload still knows it.
    const state = route.is === 'join' ? { hash } : null;
    if (location.hash) history.replaceState(state, '', location.pathname + location.search);
    this.route = route;
    this.visit += 1;
  }
}

export const [useRouter, provideRouter] = createContext<Router>();
