import { isId } from '#shared/model/ids.ts';
import type { SeatKind } from './seats.ts';

export type Route =
  | { readonly is: 'start' }
  | { readonly is: 'join'; readonly code: string }
  | { readonly is: 'check' }
  | { readonly is: SeatKind; readonly boardId: string }
  | { readonly is: 'nowhere' };

export interface Address {
  readonly route: Route;
  /** A bearer token that came behind the `#` of a link. */
  readonly seat: string | null;
}

/** Longest code anybody could have typed; what is longer is no code. */
const CODE_MAX = 60;

/** Reads the path and the fragment of an address. Fragments carry secrets, because browsers never send them. */
export function readAddress(pathname: string, hash: string): Address {
  const [page = '', boardId = '', ...more] = pathname.split('/').slice(1);
  const fragment = decode(hash.replace(/^#/, ''));
  const none = { seat: null };
  if (more.length > 0) return { route: { is: 'nowhere' }, ...none };
  if (page === '' && boardId === '') return { route: { is: 'start' }, ...none };
  if (page === 'join' && boardId === '') return { route: { is: 'join', code: fragment.slice(0, CODE_MAX) }, ...none };
  if (page === 'check' && boardId === '') return { route: { is: 'check' }, ...none };
  if ((page === 'board' || page === 'screen') && isId(boardId)) {
    return { route: { is: page, boardId }, seat: seatIn(fragment) };
  }
  return { route: { is: 'nowhere' }, ...none };
}

const seatIn = (fragment: string): string | null => new URLSearchParams(fragment).get('seat');

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
