/** What on the wall an event is about. */
export type Target =
  | { readonly is: 'card'; readonly id: string }
  | { readonly is: 'cluster'; readonly id: string }
  | { readonly is: 'wall' }
  /** Something that has its own use for the pointer: a button, a text. */
  | { readonly is: 'other' };

const OWN_USE = 'button, a, input, textarea, select, [role=menu], [data-own-use]';

export function targetOf(target: EventTarget | null): Target {
  if (!(target instanceof Element)) return { is: 'wall' };
  if (target.closest(OWN_USE)) return { is: 'other' };
  const card = target.closest<HTMLElement>('[data-idea]')?.dataset['idea'];
  if (card !== undefined) return { is: 'card', id: card };
  const cluster = target.closest('[data-head]')?.closest<HTMLElement>('[data-cluster]')?.dataset['cluster'];
  return cluster === undefined ? { is: 'wall' } : { is: 'cluster', id: cluster };
}
