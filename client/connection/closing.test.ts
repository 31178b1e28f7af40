import { expect, test } from 'vitest';
import { problemUrn, type ProblemType } from '#shared/wire/problem.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import { closingBy, closingOf } from './closing.ts';

test('[CL6] every final close code has a page of its own', () => {
  const final = [CLOSE.noSeat, CLOSE.notHere, CLOSE.noBoard, CLOSE.refused, CLOSE.olderGeneration, CLOSE.tooMuch];
  const pages = final.map(closingOf);
  expect(new Set(pages).size).toBe(final.length);
  expect(pages).not.toContain('unknown');
  expect(closingOf(4499)).toBe('unknown');
});

test('[CL6] a refused live connection leads to the same pages', () => {
  const by = (type: ProblemType): string => closingBy({ type: problemUrn(type), status: 400, title: '' });
  expect([by('token-expired'), by('token-unknown'), by('no-such-board'), by('not-allowed')]).toEqual([
    'no-seat',
    'no-seat',
    'no-board',
    'not-here',
  ]);
});
