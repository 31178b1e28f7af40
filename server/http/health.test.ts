import { expect, test } from 'vitest';
import { alteredStore } from '../testing/altered-store.ts';
import { laidTable } from '../testing/table.ts';

test('[OP31] the server says whether it lives, and whether it can work', async () => {
  const table = await laidTable();
  expect((await table.call('/healthz')).status).toBe(200);
  expect((await table.call('/readyz')).status).toBe(200);
});

test.each([
  ['fails', () => Promise.reject(new Error('gone'))],
  ['hangs', () => new Promise<void>(() => undefined)],
])('[OP31] it lives, but is not ready, while the store %s', async (_how, ping) => {
  const wait = () => Promise.resolve();
  const table = await laidTable({ store: (store) => alteredStore(store, { ping }), world: { wait } });
  expect((await table.call('/healthz')).status).toBe(200);
  expect((await table.call('/readyz')).status).toBe(503);
});

test('[OP32] the numbers follow what happens, in the form that Prometheus reads', async () => {
  const table = await laidTable();
  await table.seated('moderator', 'guest');
  const { text, headers } = await table.call('/metrics');
  expect(headers.get('content-type')).toContain('version=0.0.4');
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^# (HELP|TYPE) tafelrunde_\w+ \S.*$|^tafelrunde_\w+ -?[\d.]+(e[+-]?\d+)?$/);
  }
  expect(text).toMatch(/^tafelrunde_live_connections 2$/m);
  expect(text).toMatch(/^tafelrunde_sync_connections 2$/m);
});
