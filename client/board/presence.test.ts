import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Role } from '#shared/model/seat.ts';
import { People } from './people.ts';
import { PRESENCE_FRAME_MS, PresenceView } from './presence.svelte.ts';

const NORA = 'nora-00000000000';
const TOBIAS = 'tobias-000000000';

const room = {
  board: { sectors: [{ id: 'industry' }, { id: 'creative' }] },
  former: [],
  roster: [
    { participantId: NORA, role: 'participant', sector: 'creative', name: 'Nora', here: true },
    { participantId: TOBIAS, role: 'participant', sector: 'industry', name: 'Tobias', here: true },
  ],
} as unknown as RoomSnapshot;

function browser(participantId: string, role: Role = 'participant'): { awareness: Awareness; view: PresenceView } {
  const awareness = new Awareness(new Y.Doc());
  return { awareness, view: new PresenceView(awareness, new People(() => room), { participantId, role }) };
}

function tell(from: Awareness, to: Awareness): void {
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'test');
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[SY30] presence always carries who it is, and what is over is taken out', () => {
  const { awareness, view } = browser(NORA);
  expect(awareness.getLocalState()).toEqual({ participant: NORA });
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  view.setCursor([1, 2]);
  expect(awareness.getLocalState()).toEqual({ participant: NORA, cursor: [1, 2] });
  view.setCursor(null);
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  expect(awareness.getLocalState()).toEqual({ participant: NORA });
  view.stop();
  expect(awareness.getLocalState()).toBe(null);
});

test('[SY30] at most one frame goes out per 50 ms, and the last state is never lost', () => {
  const { awareness, view } = browser(NORA);
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  const sent: unknown[] = [];
  awareness.on('update', () => sent.push(awareness.getLocalState()));
  for (let x = 0; x < 100; x++) view.setCursor([x, 0]);
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  expect(sent).toEqual([
    { participant: NORA, cursor: [0, 0] },
    { participant: NORA, cursor: [99, 0] },
  ]);
});

test('[SY31] others are shown by name and sector, and what is malformed is not shown at all', () => {
  const nora = browser(NORA);
  const tobias = browser(TOBIAS);
  const forged = new Awareness(new Y.Doc());
  forged.setLocalState({ participant: NORA, cursor: ['<img>', 0] });
  tell(tobias.awareness, nora.awareness);
  tell(forged, nora.awareness);
  expect(nora.view.others).toEqual([
    { clientId: tobias.awareness.clientID, presence: { participant: TOBIAS }, name: 'Tobias', sectorLook: 0 },
  ]);
});

test('[SY31] who is writing where is known by the id of the text', () => {
  const nora = browser(NORA);
  const tobias = browser(TOBIAS);
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  tobias.view.setEditing('idea-00000000000');
  tell(tobias.awareness, nora.awareness);
  expect(nora.view.editorsOf('idea-00000000000').map(({ name }) => name)).toEqual(['Tobias']);
  expect(nora.view.editorsOf('other-0000000000')).toEqual([]);
});

test('[SY32] a projection neither shows nor sends presence', () => {
  const screen = browser('screen-000000000', 'screen');
  const tobias = browser(TOBIAS);
  tell(tobias.awareness, screen.awareness);
  screen.view.setCursor([1, 1]);
  vi.advanceTimersByTime(PRESENCE_FRAME_MS);
  expect(screen.view.others).toEqual([]);
  expect(screen.awareness.getLocalState()).toBe(null);
});

test('[AN23] somebody whose presence has no name is somebody, in the colour of no sector', () => {
  const nora = browser(NORA);
  const nameless = new Awareness(new Y.Doc());
  nameless.setLocalState({ cursor: [1, 2] });
  tell(nameless, nora.awareness);
  expect(nora.view.others).toMatchObject([{ name: 'Jemand', sectorLook: null }]);
});
