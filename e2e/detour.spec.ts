import type { Page } from '@playwright/test';
import { expectSaved, item, post, showList, sign, sitDown } from './people.ts';
import { expect, test } from './proxied.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };
/** Milliseconds until a page has surely tried WebSocket again. */
const RETRIED_MS = 75_000;

/** Counts what comes to a page over WebSocket for its documents. */
function heardDirectly(page: Page): { frames: number } {
  const heard = { frames: 0 };
  page.on('websocket', (socket) => {
    if (socket.url().includes('/sync/')) socket.on('framereceived', () => heard.frames++);
  });
  return heard;
}

for (const upgrade of ['is-refused', 'hangs'] as const) {
  test(`[CL30] [CL32] where WebSocket ${upgrade} the board opens all the same, and what is written is saved`, async ({
    between,
    table,
    behind,
  }) => {
    between.becomes({ upgrade });
    const { board } = await table.create({ title: 'Hinter dem Proxy', agenda: 'freie-wand' });
    const [nora, tobias] = [await behind.arrive(), await table.arrive()];
    const heard = heardDirectly(nora);
    await sitDown(tobias, board.code, TOBIAS);
    const start = performance.now();
    await sitDown(nora, board.code, NORA);
    await expectSaved(nora);
    console.log(`WebSocket ${upgrade}: at the table and saved after ${Math.round(performance.now() - start)} ms`);
    for (const page of [nora, tobias]) await showList(page);
    await post(nora, 'Von hinter dem Proxy');
    await post(tobias, 'Von davor');
    for (const page of [nora, tobias]) {
      await expectSaved(page);
      await expect(item(page, 'Von hinter dem Proxy')).toHaveCount(1);
      await expect(item(page, 'Von davor')).toHaveCount(1);
    }
    expect(heard.frames).toBe(0);
  });
}

test('[CL31, CL32] a page returns to WebSocket when the proxy lets it, without a reload or a loss', async ({
  between,
  table,
  behind,
}) => {
  between.becomes({ upgrade: 'is-refused' });
  const { board } = await table.create({ title: 'Hinter dem Proxy', agenda: 'freie-wand' });
  const nora = await behind.arrive();
  const heard = heardDirectly(nora);
  await sitDown(nora, board.code, NORA);
  await showList(nora);
  await post(nora, 'Noch auf Umwegen');
  await expectSaved(nora);
  between.becomes({ upgrade: 'passes' });
  let written = 0;
  await expect
    .poll(
      async () => {
        await post(nora, `Unterwegs ${written++}`);
        return heard.frames;
      },
      { timeout: RETRIED_MS, intervals: [1_000] },
    )
    .toBeGreaterThan(1);
  await expectSaved(nora);
  const before = heard.frames;
  await post(nora, 'Wieder auf geradem Weg');
  await expect.poll(() => heard.frames).toBeGreaterThan(before);
  await expectSaved(nora);

  const tobias = await table.arrive();
  await sitDown(tobias, board.code, TOBIAS);
  await showList(tobias);
  await expect(tobias.locator('li[data-idea]')).toHaveCount(written + 2);
});

test('[CL32] while nothing gets through, the page says so, and afterwards everything is saved', async ({
  between,
  table,
  behind,
}) => {
  between.becomes({ upgrade: 'is-refused' });
  const { board } = await table.create({ title: 'Hinter dem Proxy', agenda: 'freie-wand' });
  const nora = await behind.arrive();
  await sitDown(nora, board.code, NORA);
  await showList(nora);
  await expectSaved(nora);
  between.becomes({ upgrade: 'is-refused', cutMs: 0 });
  between.dropAll();
  await expect(sign(nora)).toHaveAttribute('data-saving', 'offline');
  await post(nora, 'Ohne Netz');
  await expect(sign(nora)).toHaveAttribute('data-saving', 'offline');
  between.becomes({ upgrade: 'is-refused' });
  await expectSaved(nora);
  const tobias = await table.arrive();
  await sitDown(tobias, board.code, TOBIAS);
  await showList(tobias);
  await expect(item(tobias, 'Ohne Netz')).toHaveCount(1);
});
