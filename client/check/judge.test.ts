import { expect, test } from 'vitest';
import { judge, median, PROJECTION, SLOW_MS, UNMEASURED, verdictOf, type Measured, type Way } from './judge.ts';

const FAST: Way = { is: 'through', ms: [12, 9, 400, 11, 10] };
const SLOW: Way = { is: 'through', ms: [SLOW_MS, SLOW_MS + 50, SLOW_MS] };
const BLOCKED: Way = { is: 'blocked' };
const FINE: Measured = {
  http: FAST,
  websocket: FAST,
  polling: FAST,
  keeps: true,
  current: true,
  screen: { width: 1920, height: 1080 },
};

const stateOf = (measured: Measured, about: string) => judge(measured).find((line) => line.about === about)?.state;
const verdict = (change: Partial<Measured>) => verdictOf(judge({ ...FINE, ...change }));

test('[CH2] a way is as fast as the median of its there-and-backs', () => {
  expect(median([400, 9, 12])).toBe(12);
  expect(judge(FINE).map(({ state, ms }) => [state, ms])).toEqual([
    ['good', 11],
    ['good', 11],
    ['good', 11],
    ['good', null],
    ['good', null],
    ['good', null],
  ]);
  expect(stateOf({ ...FINE, polling: SLOW }, 'polling')).toBe('slow');
});

test('[CH3] without WebSocket a table works by the detour, and without the detour nobody gets to it', () => {
  expect(stateOf({ ...FINE, websocket: BLOCKED }, 'websocket')).toBe('limited');
  expect(verdict({ websocket: BLOCKED })).toBe('works');
  expect(verdict({ polling: BLOCKED })).toBe('fails');
  expect(stateOf({ ...FINE, websocket: BLOCKED, polling: BLOCKED }, 'websocket')).toBe('unreachable');
});

test('[CH4] a server that does not answer is one verdict', () => {
  expect(verdict({ http: BLOCKED, websocket: BLOCKED, polling: BLOCKED, current: 'unknown' })).toBe('fails');
});

test('[CH1] there is no verdict before everything is measured, and one afterwards', () => {
  expect(verdictOf(judge({ ...UNMEASURED, screen: FINE.screen }))).toBe('checking');
  for (const missing of ['http', 'websocket', 'polling', 'keeps', 'current']) {
    expect(verdict({ [missing]: null })).toBe('checking');
  }
  expect(verdict({})).toBe('good');
});

test('[CH7] what this browser lacks is told, and keeps nobody away', () => {
  expect(verdict({ keeps: false })).toBe('works');
  expect(verdict({ current: false })).toBe('works');
  expect(verdict({ current: 'unknown' })).toBe('works');
  expect(verdict({ http: SLOW })).toBe('works');
  const small = { ...FINE, screen: { width: PROJECTION.width - 1, height: PROJECTION.height } };
  expect(stateOf(small, 'screen')).toBe('limited');
  expect(verdictOf(judge(small))).toBe('good');
});
