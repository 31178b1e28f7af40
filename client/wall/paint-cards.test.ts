import { expect, test } from 'vitest';
import { arrange } from '#shared/layout/arrange.ts';
import { board, cluster, clusterId, idea, ideaId, inCluster } from '#shared/layout/boards.fixture.ts';
import type { Point } from '#shared/model/board.ts';
import { paintCards } from './paint-cards.ts';

const ideas = [idea(1, { place: inCluster(1, 'a1') }), idea(2), idea(3), idea(4, { place: { at: [9_000, 9_000] } })];
const arrangement = arrange(board(ideas, [cluster(1, [30, 84])]));

/** What is painted from far away: the colour and corner of each rectangle. */
function painted(shifts: ReadonlyMap<string, Point> = new Map(), selected: ReadonlySet<string> = new Set()) {
  const rects: [string, number, number][] = [];
  const strokes: [number, number][] = [];
  let cleared = 0;
  const pen = {
    fillStyle: '',
    strokeStyle: '',
    globalAlpha: 1,
    lineWidth: 0,
    setTransform: (scale: unknown) => void (pen.scale = Number(scale)),
    clearRect: () => void (cleared = pen.scale),
    scale: 0.1,
    beginPath: () => undefined,
    roundRect: () => undefined,
    fill: () => undefined,
    fillRect: (x: number, y: number) => rects.push([pen.fillStyle, x, y]),
    strokeRect: (x: number, y: number) => strokes.push([x, y]),
  };
  const eye = { camera: { x: 0, y: 0, zoom: 0.1 }, size: { w: 400, h: 300 }, ratio: 1 };
  const colourOf = (id: string): string => (id === ideaId(2) ? 'blue' : 'red');
  paintCards(pen, { ...eye, arrangement, shifts, selected, colourOf, isDimmed: () => false, ink: 'black' });
  return { rects, strokes, cleared };
}
const corner = (n: number): [number, number] => {
  const { x, y } = arrangement.cards.get(ideaId(n))!;
  return [x, y];
};

test('[WA11] what is in view is painted in the colour of its sector', () => {
  const { rects, cleared } = painted();
  // All of the picture was wiped before, at its own scale and not at the one of the last camera.
  expect(cleared).toBe(1);
  expect(rects.length).toBe(3);
  expect(rects).toContainEqual(['blue', ...corner(2)]);
  expect(rects).toContainEqual(['red', ...corner(1)]);
});

test('[WA11] a card in a hand is not painted, and those of a cluster in the air go along with it', () => {
  const shifts = new Map<string, Point>([
    [ideaId(2), [5, 5]],
    [clusterId(1), [100, 20]],
  ]);
  const { rects } = painted(shifts);
  expect(rects).toEqual([
    ['red', corner(1)[0] + 100, corner(1)[1] + 20],
    ['red', ...corner(3)],
  ]);
});

test('[WA43] what is selected is seen from far away too', () => {
  expect(painted(new Map(), new Set([ideaId(3), 'gone'])).strokes).toEqual([corner(3)]);
});
