import { expect, test } from 'vitest';
import { judge, verdictOf } from './judge.ts';
import { reportOf } from './report.ts';

const screen = { width: 1366, height: 768 };
const through = { is: 'through', ms: [20, 30, 40] } as const;
const measured = {
  http: through,
  websocket: { is: 'blocked' },
  polling: through,
  keeps: true,
  current: true,
  screen,
} as const;
const where = { origin: 'https://tafel.example', browser: 'Browser/1', at: new Date(0) };

test('[CH6] the report says in plain text what was measured, what to open, and nothing else', () => {
  const lines = judge(measured);
  const report = reportOf({ verdict: verdictOf(lines), lines, screen }, where);
  expect(report).toContain('https://tafel.example · 1970-01-01T00:00:00.000Z');
  expect(report).toContain('1366 × 768');
  expect(report).toMatch(/WebSocket: eingeschränkt\. \S/);
  expect(report).toContain('gut, 30 ms');
  expect(report).toContain('wss://tafel.example/sync/*, wss://tafel.example/socket.io');
  expect(report).not.toContain('undefined');
});
