import { readFileSync } from 'node:fs';
import { card, drag, pointIn } from './hand.ts';
import { sitDown } from './people.ts';
import { test } from './table.ts';

test('shots', async ({ table, server }) => {
  test.setTimeout(200_000);
  for (const [locale, w, h] of [
    ['de-DE', 1366, 768],
    ['en-GB', 1920, 1080],
    ['de-DE', 390, 844],
  ] as const) {
    const { board, moderator, links } = await table.create({
      title: 'Urbane Mobilität',
      question: 'Was bewegt uns 2030?',
      agenda: 'freie-wand',
    });
    const lines = readFileSync('/work/shared/data/klimarat-energie.csv', 'utf8')
      .split('\n')
      .filter((l) => l.length > 120);
    const body = [
      'idee',
      ...lines.slice(0, 26).map((l) => l.split(',').slice(7).join(',').slice(0, 280).replace(/"/g, '')),
      'Auf allen öffentlichen Gebäuden sollen Photovoltaikanlagen errichtet werden, auch auf Schulen',
      'Photovoltaikanlagen auf allen öffentlichen Gebäuden und Schulen errichten',
    ]
      .map((t) => `"${t}"`)
      .join('\n');
    await fetch(`${server.origin}/api/boards/${board.id}/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${moderator.token}`, 'content-type': 'text/csv' },
      body,
    });
    for (const [name, sector] of [
      ['Tobias Seidel', 'industry'],
      ['Mara Weiß', 'creative'],
      ['Jan-Philipp von Hohenstein-Rosenberg', 'other'],
      ['Ayşe Yılmaz', 'industry'],
    ] as const)
      await table.join(board.code, { name, sector });
    const joined = await table.join(board.code, { name: 'Nora Feldmann', sector: 'creative' });
    const nora = await table.arrive('/', locale);
    await nora.setViewportSize({ width: w, height: h });
    const de = locale === 'de-DE';
    await nora.evaluate(([id, token]) => localStorage.setItem(`SEAT${id}`, token!), [board.id, joined.token]);
    await nora.goto(`/join#${board.code}`);
    await nora.locator('input').first().fill('Nora Feldmann');
    await nora.locator('label').filter({ hasText: de ? 'Kreative' : 'Creative' }).first().click();
    await nora.locator('form button[type=submit]').last().click();
    await nora.waitForTimeout(2500);
    const shot = (n: string) => nora.screenshot({ path: `/tmp/shots-plan/${w}-${n}.png` });
    await nora.getByRole('button', { name: de ? 'Wand' : 'Wall', exact: true }).click();
    await nora.waitForTimeout(800);
    const cards = nora.locator('[data-wall] [data-idea]');
    if (w > 500) {
      await drag(nora, await pointIn(cards.nth(1)), await pointIn(cards.nth(0), [0.7, 0.95]));
      await nora.waitForTimeout(400);
      await drag(nora, await pointIn(cards.nth(2)), await pointIn(cards.nth(0), [0.7, 0.95]));
      await nora.waitForTimeout(600);
      await shot('a-stack');
      const p = await pointIn(cards.nth(4));
      const q = await pointIn(cards.nth(0), [0.7, 0.97]);
      await nora.mouse.move(...p);
      await nora.mouse.down();
      await nora.mouse.move(q[0], q[1] - 60, { steps: 5 });
      await nora.waitForTimeout(200);
      await shot('b-over');
      await nora.mouse.move(...q, { steps: 5 });
      await nora.waitForTimeout(200);
      await shot('c-corner');
      await nora.keyboard.press('Escape');
      await nora.mouse.up();
      await cards.nth(0).hover();
      await nora.waitForTimeout(200);
      await cards.nth(0).locator('.menu button').first().click();
      await nora.waitForTimeout(200);
      await shot('d-menu');
      await nora.keyboard.press('Escape');
      await cards.nth(0).locator('[data-stack]').click();
      await nora.waitForTimeout(300);
      await shot('e-stackdialog');
      await nora.keyboard.press('Escape');
    }
    await nora.locator('[data-similar] button').first().click();
    await nora.waitForTimeout(300);
    await shot('f-similar');
    await nora.locator('[data-similar] button').first().click();
    await nora.getByRole('button', { name: de ? 'Liste' : 'List', exact: true }).click();
    await nora.waitForTimeout(500);
    await nora.locator('li[data-idea] .menu button').first().click();
    await nora.waitForTimeout(200);
    await shot('g-listmenu');
    await nora
      .getByRole('menuitem')
      .filter({ hasText: de ? 'Zusammenlegen mit' : 'Merge with' })
      .click();
    await nora.waitForTimeout(400);
    await shot('h-pick');
    await nora.keyboard.press('Escape');
    await nora.waitForTimeout(200);
    await nora.locator('li[data-idea] .menu button').first().click();
    await nora
      .getByRole('menuitem')
      .filter({ hasText: de ? 'Verabredung' : 'action' })
      .click();
    await nora.waitForTimeout(400);
    await nora
      .locator('[data-plan] textarea')
      .fill(
        'Mit dem Ordnungsamt über einen Probeabend auf dem Parkplatz an der Brückenstraße reden und danach allen am Tisch berichten',
      );
    await shot('i-new');
    await nora.keyboard.press('Enter');
    await nora.waitForTimeout(300);
    await nora.locator('[data-plan] textarea').fill('Skizze für das Lastenrad-Depot zeichnen');
    await nora.keyboard.press('Enter');
    await nora.locator('[data-action]').first().locator('.who button').last().click();
    await nora.waitForTimeout(300);
    for (const n of ['Tobias', 'Jan-Philipp', 'Nora']) await nora.locator('.picker button', { hasText: n }).click();
    await nora.locator('[data-action]').first().locator('input[type=date]').fill('2026-12-12');
    await nora.waitForTimeout(400);
    await shot('j-picker');
    await nora.locator('.picker > button').click();
    await nora.locator('[data-requests] button').first().click();
    await nora.waitForTimeout(500);
    await shot('k-plan');
  }
});
