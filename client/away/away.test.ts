import { expect, test } from 'vitest';
import type { Idea } from '#shared/model/board.ts';
import type { Comment } from '#shared/model/talk.ts';
import type { Saving } from '../connection/saving.ts';
import { Absence, AWAY_MS } from './absence.ts';
import { allOf, missedSince, pictureOf, type Picture } from './missed.ts';

const [NORA, TOBIAS] = ['nora-00000000000', 'tobias-000000000'];
const idea = (id: string, more: Partial<Idea> = {}): Idea => ({
  ...{ id, text: id, author: TOBIAS, sector: 'other', createdAt: 1 },
  ...more,
});
const comment = (id: string, on: string, author = TOBIAS): Comment => ({ id, on, author, text: id, createdAt: 1 });
const seen = (ideas: readonly Idea[], comments: readonly Comment[] = []) => ({
  ideas: new Map(ideas.map((it) => [it.id, it])),
  comments,
});

test('[FI10] what others did meanwhile is new ideas, moved ones and new comments', () => {
  const before = pictureOf(
    seen([idea('a'), idea('b'), idea('c', { place: { in: 'x', rank: 'a0' } })], [comment('1', 'a')]),
  );
  const now = seen(
    [
      idea('a'),
      idea('b', { place: { in: 'x', rank: 'a1' } }),
      idea('c', { place: { in: 'x', rank: 'a2' } }),
      idea('d'),
    ],
    [comment('1', 'a'), comment('2', 'a'), comment('3', 'a'), comment('4', 'gone')],
  );
  const missed = missedSince(before, now, NORA);
  expect(missed).toEqual({ fresh: ['d'], moved: ['b'], comments: 2, talked: ['a'] });
  expect(allOf(missed)).toEqual(['d', 'b', 'a']);
});

test('[FI10] one’s own doing is not counted, and what is hidden is not told', () => {
  const before = pictureOf(seen([idea('a'), idea('b')]));
  const now = seen([idea('a'), idea('b', { hidden: true }), idea('own', { author: NORA })], [comment('1', 'a', NORA)]);
  expect(allOf(missedSince(before, now, NORA))).toEqual([]);
});

test('[FI10] what was merged is told by the idea that stands on the wall for it', () => {
  const before = pictureOf(seen([idea('a'), idea('b')]));
  const now = seen([idea('a'), idea('b', { under: 'a' }), idea('new', { under: 'a' })], [comment('1', 'b')]);
  expect(missedSince(before, now, NORA)).toEqual({ fresh: ['a'], moved: ['a'], comments: 1, talked: ['a'] });
});

/** Plays a page that is shown or hidden, on a line that is up or down, minute by minute; the picture is when it was taken. */
function play(...minutes: readonly (readonly [shown: 'shown' | 'hidden', saving: Saving])[]): (string | null)[] {
  let now = 0;
  const absence = new Absence((): Picture => ({ places: new Map([['taken', String(now)]]), comments: new Set() }));
  return minutes.map(([shown, saving], minute) => {
    now = minute;
    const before = absence.watch({ hidden: shown === 'hidden', saving, at: (minute * AWAY_MS) / 2 });
    return before?.places.get('taken') ?? null;
  });
}

test('[FI11] who hid the page for two minutes is told what happened since, once; who did for less is not', () => {
  expect(
    play(['shown', 'saved'], ['hidden', 'saved'], ['hidden', 'saved'], ['shown', 'saved'], ['shown', 'saved']),
  ).toEqual([null, null, null, '1', null]);
  expect(play(['hidden', 'saved'], ['shown', 'saved'])).toEqual([null, null]);
});

test('[FI11] who was offline is compared with how their own copy was when the line came back', () => {
  expect(
    play(['shown', 'offline'], ['shown', 'unkept'], ['shown', 'offline'], ['shown', 'saving'], ['shown', 'saved']),
  ).toEqual([null, null, null, null, '3']);
});

test('[FI11] who comes back before the line does waits for it, and hears of what came before it was lost', () => {
  expect(
    play(['hidden', 'saved'], ['hidden', 'saved'], ['hidden', 'offline'], ['shown', 'offline'], ['shown', 'saved']),
  ).toEqual([null, null, null, null, '0']);
});

test('[FI11] a line that comes back while the page is hidden is no return', () => {
  expect(play(['shown', 'offline'], ['hidden', 'saving'], ['hidden', 'saved'], ['shown', 'saved'])).toEqual([
    ...[null, null, null],
    '1',
  ]);
});
