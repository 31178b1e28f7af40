import { expect, test, vi } from 'vitest';
import { StoreFault } from './fault.ts';
import type { Batch } from './sqlite-batch.ts';
import { BATCH_PAUSE_MS, BatchQueue } from './sqlite-queue.ts';

const ping = { is: 'ping' } as const;

/** A queue whose batches wait here until the test answers them. */
function queueToHand() {
  const sent: Batch[] = [];
  const queue = new BatchQueue((batch) => sent.push(batch));
  const answer = (...answers: unknown[]) => queue.answered(answers.length > 0 ? answers : (sent.at(-1)?.ops ?? []));
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, sent, answer, nextTurn };
}

test('[ST30] what is asked in one turn goes as one batch, in the order of the calls, with its bytes end to end', async () => {
  const { queue, sent, answer, nextTurn } = queueToHand();
  const asked = [1, 2, 3].map((size) =>
    queue.ask({ is: 'boardById', boardId: String(size) }, new Uint8Array(size).fill(size)),
  );
  await nextTurn();
  expect(sent).toHaveLength(1);
  expect([...(sent[0]?.bytes ?? [])]).toEqual([1, 2, 2, 3, 3, 3]);
  answer('a', 'b', 'c');
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'c']);
});

test('[ST30] whatever is asked while a batch runs goes as one batch after it and after the pause', async () => {
  vi.useFakeTimers();
  try {
    const { queue, sent, answer } = queueToHand();
    void queue.ask(ping);
    await vi.advanceTimersByTimeAsync(0);
    for (let count = 0; count < 100; count++) void queue.ask(ping);
    await vi.advanceTimersByTimeAsync(BATCH_PAUSE_MS * 5);
    expect(sent.map((batch) => batch.ops.length)).toEqual([1]);
    answer();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.map((batch) => batch.ops.length)).toEqual([1, 100]);
    answer();
    void queue.ask(ping);
    await vi.advanceTimersByTimeAsync(BATCH_PAUSE_MS - 2);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2);
    expect(sent).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('[ST31] a fault rejects the op it belongs to and no other', async () => {
  const { queue, answer, nextTurn } = queueToHand();
  const asked = [queue.ask(ping), queue.ask(ping), queue.ask(ping)];
  await nextTurn();
  answer('first', { fault: 'disk-full', message: 'database or disk is full' }, 'third');
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(asked[1]).rejects.toMatchObject({ name: 'StoreFault', kind: 'disk-full' });
});

test('[ST32] when nobody answers any more, everything asked and everything to come is rejected', async () => {
  const { queue, nextTurn } = queueToHand();
  const asked = [queue.ask(ping)];
  await nextTurn();
  asked.push(queue.ask(ping));
  queue.fail(new StoreFault('other', 'the thread died'));
  asked.push(queue.ask(ping));
  for (const each of asked) await expect(each).rejects.toMatchObject({ kind: 'other' });
});

test('[ST18] draining waits for what was asked and takes no more', async () => {
  const { queue, answer, nextTurn } = queueToHand();
  const asked = queue.ask(ping);
  let drained = false;
  const draining = queue.drain().then(() => (drained = true));
  await expect(queue.ask(ping)).rejects.toMatchObject({ kind: 'closed' });
  await nextTurn();
  expect(drained).toBe(false);
  answer('pong');
  await draining;
  expect(await asked).toBe('pong');
});
