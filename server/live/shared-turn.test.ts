import { expect, test } from 'vitest';
import { SharedTurn } from './shared-turn.ts';

/** Turns that the test lets begin. */
function turns() {
  const waiting: (() => Promise<unknown>)[] = [];
  const shared = new SharedTurn(async (task) => void waiting.push(task));
  return { shared, waiting };
}

test('[VO14] what comes before the turn shares it, and what comes during it has the next one', async () => {
  const { shared, waiting } = turns();
  const begun: string[] = [];
  const task = (name: string) => async () => {
    begun.push(name);
    if (name === 'a') void shared.run(task('late'));
    return name;
  };
  const answers = ['a', 'b', 'c'].map((name) => shared.run(task(name)));
  expect(begun).toEqual([]);
  expect(waiting).toHaveLength(1);
  await waiting[0]?.();
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c']);
  expect(waiting).toHaveLength(2);
  await waiting[1]?.();
  expect(begun).toEqual(['a', 'b', 'c', 'late']);
});

test('[VO14] one that fails takes no other along', async () => {
  const { shared, waiting } = turns();
  const failing = shared.run(async () => Promise.reject(new Error('no')));
  const other = shared.run(async () => 'done');
  await Promise.all([expect(failing).rejects.toThrow('no'), waiting[0]?.()]);
  expect(await other).toBe('done');
});
