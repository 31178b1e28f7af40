import { permissionFor, type Touch, type Writer } from './permissions.ts';

/**
 * What somebody could ever do to a field, whatever the step. The server asks this before it applies an update: what could
 * never be right is a forgery. Whether the step allows it now is asked by `may.ts`.
 */
export function couldEver(writer: Writer, touch: Touch): boolean {
  if (writer.role === 'screen') return false;
  return permissionFor(touch.root, touch.field)?.who(writer, touch) ?? false;
}
