import type * as Y from 'yjs';

/**
 * Yjs remembers where in a text it was last, and forgets it when a transaction is over that brought what others wrote; not
 * before, and not in a text that came with it. Whoever writes within such a transaction must not trust what is remembered.
 */
export function forgetPositions(text: Y.Text): void {
  if (text._searchMarker !== null) text._searchMarker.length = 0;
}
