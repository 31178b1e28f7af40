import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { MESSAGE_PRESENCE, MESSAGE_SYNC } from '#shared/wire/sync.ts';
import { isEcho } from './echo.ts';

function framed(awareness: Awareness, clients: number[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_PRESENCE);
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients));
  });
}

test('[CL20] only one’s own presence is sent, not what was heard of others', () => {
  const own = new Awareness(new Y.Doc());
  const other = new Awareness(new Y.Doc());
  own.setLocalState({ participant: 'nora' });
  other.setLocalState({ participant: 'tobias', cursor: [1, 2] });
  expect(isEcho(framed(own, [own.clientID]), own.clientID)).toBe(false);
  expect(isEcho(framed(other, [other.clientID]), own.clientID)).toBe(true);
  expect(isEcho(Uint8Array.of(MESSAGE_SYNC, 2, 0), own.clientID)).toBe(false);
  own.destroy();
  other.destroy();
});
