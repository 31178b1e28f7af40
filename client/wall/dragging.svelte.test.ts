import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeIdea } from '#shared/document/write.ts';
import type { Idea, Place, Point } from '#shared/model/board.ts';
import { sortBoard } from '#shared/model/board.ts';
import type { Asking } from '#shared/rules/may.ts';
import { Deeds } from '../board/deeds.ts';
import { Notebook } from '../board/notebook.svelte.ts';
import { BoardView } from '../board/view.svelte.ts';
import { WallControl } from './control.svelte.ts';
import { Dragging } from './dragging.svelte.ts';
import { Lifts } from './lifts.svelte.ts';

const MOMENT = { step: 'cluster', silent: false, locked: false, anonymous: false, most: null } as const;

const NORA = 'nora-00000000000';
const IMPORT = { is: 'import' } as const;
const CLUSTER = 'cluster-00000000';
const idOf = (n: number): string => `idea-${n}-000000000`;

/** A wall with a cluster of two at the left, and two ideas in the pool. */
function wall(): {
  doc: Y.Doc;
  dragging: Dragging;
  control: WallControl;
  lifts: Lifts;
  sent: unknown[];
  idea: (n: number) => Idea | undefined;
} {
  const doc = new Y.Doc();
  createCluster(doc, { id: CLUSTER, title: 'Laden', at: [30, 84], createdBy: null, createdAt: 0 }, IMPORT);
  const places: (Place | undefined)[] = [
    { in: CLUSTER, rank: 'a0' },
    { in: CLUSTER, rank: 'a1' },
    undefined,
    undefined,
  ];
  places.forEach((place, n) =>
    postIdea(
      doc,
      { id: idOf(n), text: 'Idee', author: NORA, sector: 'other', createdAt: n, ...(place ? { place } : {}) },
      IMPORT,
    ),
  );
  const asking: Asking = { role: 'participant', participantId: NORA, ...MOMENT };
  const deeds = new Deeds(doc, {
    me: { participantId: NORA, sector: 'other' },
    asking: () => asking,
    notebook: new Notebook(new Y.Doc(), IMPORT),
    fillRandom: (bytes) => crypto.getRandomValues(bytes),
    now: () => 1_700_000_000_000,
  });
  const sent: unknown[] = [];
  const presence = { setDrag: (drag: unknown) => sent.push(drag) };
  const [control, lifts, view] = [new WallControl(), new Lifts(), new BoardView(doc, new Y.Doc())];
  control.arrange(view);
  const board = { view, deeds, presence } as unknown as ConstructorParameters<typeof Dragging>[0];
  const idea = (n: number): Idea | undefined => readBoard(doc).ideas.get(idOf(n));
  return { doc, dragging: new Dragging(board, control, lifts), control, lifts, sent, idea };
}

const cornerOf = (control: WallControl, n: number): Point => {
  const box = control.arrangement.cards.get(idOf(n));
  return box ? [box.x, box.y] : [NaN, NaN];
};

/** Picks up a card ten units from its corner and carries it so that the pointer is at `to`. */
function carried(n: number, to: Point): ReturnType<typeof wall> {
  const scene = wall();
  const [x, y] = cornerOf(scene.control, n);
  scene.dragging.lift({ is: 'card', id: idOf(n) }, [x + 10, y + 10]);
  scene.dragging.moveTo(to);
  return scene;
}

describe('one’s own drag', () => {
  test('[WA10] is presence only while it lasts and one write when dropped', () => {
    const { doc, dragging, sent, lifts, idea } = carried(2, [400, 700]);
    let writes = 0;
    doc.on('update', () => writes++);
    dragging.moveTo([410, 710]);
    expect(lifts.of(idOf(2))).toMatchObject({ by: null, at: [400, 700] });
    expect(sent.at(-1)).toEqual({ id: idOf(2), at: [400, 700] });
    expect(writes).toBe(0);
    expect(dragging.letGo()).toEqual({});
    expect(writes).toBe(1);
    expect(idea(2)?.place).toEqual({ at: [400, 700] });
    expect(sent.at(-1)).toBe(null);
    expect(lifts.of(idOf(2))).toBeUndefined();
  });

  test('[WA10] that is cancelled leaves everything as it was', () => {
    const { doc, dragging, sent, control } = carried(2, [400, 700]);
    const before = cornerOf(control, 2);
    let writes = 0;
    doc.on('update', () => writes++);
    dragging.cancel();
    expect([writes, dragging.is, sent.at(-1)]).toEqual([0, 'nothing', null]);
    expect(cornerOf(control, 2)).toEqual(before);
    expect(dragging.letGo()).toEqual({});
  });

  test('[WA8] into a cluster lands between the neighbours shown', () => {
    const { doc, dragging, control } = carried(3, [0, 0]);
    const [x, y] = cornerOf(control, 1);
    dragging.moveTo([x + 20, y + 5]);
    dragging.letGo();
    const order = sortBoard(readBoard(doc))
      .clustered.get(CLUSTER)
      ?.map(({ id }) => id);
    expect(order).toEqual([idOf(0), idOf(3), idOf(1)]);
  });

  test('[WA8] also between two that were once dropped at the same spot', () => {
    const { doc, dragging, control } = carried(3, [0, 0]);
    placeIdea(doc, idOf(1), { in: CLUSTER, rank: 'a0' }, IMPORT);
    const [x, y] = cornerOf(control, 1);
    dragging.moveTo([x + 20, y + 5]);
    dragging.letGo();
    const order = sortBoard(readBoard(doc))
      .clustered.get(CLUSTER)
      ?.map(({ id }) => id);
    expect(order?.slice(-1)).toEqual([idOf(3)]);
  });

  test('[WA9] onto another card makes a cluster of both, in the next free slot', () => {
    const { doc, dragging, control } = carried(3, [0, 0]);
    const [x, y] = cornerOf(control, 2);
    dragging.moveTo([x + 100, y + 52]);
    const { newCluster = '' } = dragging.letGo();
    const board = readBoard(doc);
    expect(board.clusters.get(newCluster)?.at).toEqual([500, 84]);
    expect(
      sortBoard(board)
        .clustered.get(newCluster)
        ?.map(({ id }) => id),
    ).toEqual([idOf(2), idOf(3)]);
  });

  test('back to the pool takes the place away', () => {
    const { dragging, control, idea } = carried(0, [0, 0]);
    dragging.moveTo([control.arrangement.pool.x + 5, control.arrangement.pool.y + 5]);
    dragging.letGo();
    expect(idea(0)?.place).toBeUndefined();
  });

  test('[WA44] of several is one write, and others see the grabbed one move', () => {
    const { doc, dragging, control, sent, lifts, idea } = wall();
    const [x, y] = cornerOf(control, 3);
    const [ox, oy] = cornerOf(control, 2);
    let writes = 0;
    doc.on('update', () => writes++);
    dragging.lift({ is: 'card', id: idOf(3) }, [x + 10, y + 10], [idOf(2), idOf(3)]);
    dragging.moveTo([410, 710]);
    expect(sent.at(-1)).toEqual({ id: idOf(3), at: [400, 700] });
    expect(lifts.of(idOf(2))?.at).toEqual([400 + ox - x, 700 + oy - y]);
    expect(writes).toBe(0);
    dragging.letGo();
    expect(writes).toBe(1);
    expect(idea(3)?.place).toEqual({ at: [400, 700] });
    expect(idea(2)?.place).toEqual({ at: [400 + ox - x, 700 + oy - y] });
  });

  test('[WA44] of several that is cancelled leaves all of them where they were', () => {
    const { doc, dragging, control, lifts } = wall();
    const before = readBoard(doc);
    const [x, y] = cornerOf(control, 3);
    dragging.lift({ is: 'card', id: idOf(3) }, [x, y], [idOf(2), idOf(0)]);
    dragging.moveTo([410, 710]);
    dragging.cancel();
    expect(dragging.letGo()).toEqual({});
    expect([2, 3, 0].map((n) => lifts.of(idOf(n)))).toEqual([undefined, undefined, undefined]);
    expect(readBoard(doc)).toEqual(before);
  });

  test('[WA44] of several into a cluster puts them where the line shows', () => {
    const { doc, dragging, control } = wall();
    const [x, y] = cornerOf(control, 2);
    dragging.lift({ is: 'card', id: idOf(2) }, [x, y], [idOf(3)]);
    const [toX, toY] = cornerOf(control, 1);
    dragging.moveTo([toX + 20, toY + 5]);
    dragging.letGo();
    const order = sortBoard(readBoard(doc)).clustered.get(CLUSTER);
    expect(order?.map(({ id }) => id)).toEqual([idOf(0), idOf(2), idOf(3), idOf(1)]);
  });

  test('of something that somebody removes meanwhile just ends', () => {
    const { doc, dragging } = carried(2, [400, 700]);
    removeIdea(doc, idOf(2), IMPORT);
    dragging.moveTo([420, 700]);
    expect(dragging.is).toBe('nothing');
  });

  test('of a cluster takes its cards along with one write', () => {
    const scene = wall();
    scene.dragging.lift({ is: 'cluster', id: CLUSTER }, [40, 94]);
    scene.dragging.moveTo([140, 194]);
    scene.dragging.letGo();
    expect(readBoard(scene.doc).clusters.get(CLUSTER)?.at).toEqual([130, 184]);
    expect(scene.idea(0)?.place).toEqual({ in: CLUSTER, rank: 'a0' });
  });
});
