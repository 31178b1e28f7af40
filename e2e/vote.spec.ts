import type { Page } from '@playwright/test';
import type { BoardCreated } from '#shared/wire/http.ts';
import { card } from './hand.ts';
import { expectSaved, item, post, showList, sitDown } from './people.ts';
import type { LiveServer } from './server.ts';
import { expect, test, type Table } from './table.ts';

const BENCHES = 'Ladesäulen am Markt mit Solardach und Sitzbank';
const DECK = 'Ein Parkdeck wird freitags ab 18 Uhr zur Bühne';
const BIKES = 'Lastenräder zum Ausleihen an jeder Haltestelle';

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const more = (page: Page, text: string) => item(page, text).getByRole('button', { name: 'Einen Punkt geben' });
const bar = (page: Page) => page.getByRole('region', { name: /^Abstimmung: / });
const expectCounted = (page: Page) => expect(bar(page)).toHaveAttribute('data-vote', 'counted');

/** What the page shows of a result: rank, text and dots of each row. */
const rowsOn = (page: Page): Promise<string[][]> =>
  page.locator('[data-result] li[data-target]').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('.rank, .what > p:first-child, .count')].map((part) =>
        [...part.childNodes]
          .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
          .map(({ textContent }) => textContent)
          .join(''),
      ),
    ),
  );

/** Three people and a moderator before three ideas, in a vote. */
async function inVote(table: Table): Promise<{ created: BoardCreated; moderator: Page; people: [Page, Page, Page] }> {
  const agenda = [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'close' }] as const;
  const created = await table.create({ title: 'Urbane Mobilität', agenda: [...agenda] });
  const moderator = await table.arrive(pathOf(created.links.moderate));
  const people = (await table.arriveAll(3)) as [Page, Page, Page];
  await sitDown(people[0], created.board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  await sitDown(people[1], created.board.code, { name: 'Ben Wolf', sector: 'Industrie' });
  await sitDown(people[2], created.board.code, { name: 'Ada Kern', sector: 'Industrie' });
  for (const text of [BENCHES, DECK]) await post(people[0], text);
  await post(people[1], BIKES);
  for (const page of people) await expectSaved(page);
  await expect(card(moderator, BIKES)).toBeVisible();
  await moderator.getByRole('button', { name: 'Weiter: Punkten' }).click();
  for (const page of people) await expect(bar(page)).toBeVisible();
  return { created, moderator, people };
}

async function exported(server: LiveServer, { board, moderator }: BoardCreated, format: string): Promise<string> {
  const headers = { authorization: `Bearer ${moderator.token}` };
  return (await fetch(`${server.origin}/api/boards/${board.id}/export.${format}`, { headers })).text();
}

test('[VO21, VO23, VO24, VO25] three people vote, and everybody and the export have the same result', async ({
  table,
  server,
}) => {
  const { created, moderator, people } = await inVote(table);
  const [nora, ben, ada] = people;

  await showList(nora);
  await expect(bar(nora)).toContainText('Noch 5 von 5 Punkten');
  for (const text of [BENCHES, BENCHES, BIKES]) await more(nora, text).click();
  await expect(bar(nora)).toContainText('Noch 2 von 5 Punkten');
  await expect(more(nora, BENCHES)).toHaveAttribute('aria-disabled', 'true');
  await expectCounted(nora);
  await nora.reload();
  await showList(nora);
  await expect(item(nora, BENCHES).locator('[data-dots="2"]')).toBeVisible();
  await expect(bar(nora)).toContainText('Noch 2 von 5 Punkten');
  await expectCounted(nora);

  await card(ben, BENCHES).focus();
  for (const key of ['d', 'v', 'Shift+D']) await ben.keyboard.press(key);
  await card(ben, DECK).focus();
  for (const key of ['d', 'd', 'd']) await ben.keyboard.press(key);
  await expectCounted(ben);
  await expect(card(ben, BENCHES).locator('[data-dots="1"]')).toBeVisible();
  await expect(card(ben, DECK).locator('[data-dots="2"]')).toBeVisible();
  await expect(card(ben, BIKES).locator('[data-dots="0"]')).toBeVisible();

  await card(ada, BIKES).getByRole('button', { name: 'Einen Punkt geben' }).click();
  await expectCounted(ada);
  await expect(bar(ada)).toContainText('3 von 3 haben abgestimmt');

  await expect(moderator.locator('[data-voted="3"][data-eligible="3"]')).toBeVisible();
  await moderator.getByRole('button', { name: 'Auflösen' }).click();
  await moderator.getByRole('button', { name: 'Noch warten' }).click();
  await expect(bar(ada)).toBeVisible();
  await moderator.getByRole('button', { name: 'Auflösen' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Auflösen' }).click();

  const result = [
    ['1', BENCHES, '3'],
    ['2', BIKES, '2'],
    ['2', DECK, '2'],
  ];
  for (const page of [moderator, ...people]) {
    await expect(page.locator('[data-result] li[data-target]')).toHaveCount(3);
    const rows = await rowsOn(page);
    expect(rows).toEqual(result);
  }
  await nora.getByRole('button', { name: 'Wand', exact: true }).click();
  await expect(card(nora, BENCHES).locator('[data-mark="3"]')).toBeVisible();
  const markdown = await exported(server, created, 'md');
  expect(markdown).toContain('3 von 3 haben abgestimmt');
  const lines = markdown.split('\n').filter((line) => /^\| \d/.test(line));
  expect(lines.map((line) => line.split('|').map((cell) => cell.trim()))).toEqual(
    result.map(([rank, text, dots]) => ['', rank, dots, expect.any(String), text, '']),
  );
});

test('[VO40] who goes on while people vote says what becomes of the vote', async ({ table }) => {
  const { moderator, people } = await inVote(table);
  const [nora] = people;
  const asked = moderator.getByRole('dialog', { name: '„Punkten“ ist noch offen' });
  const goOn = async (answer: string) => {
    await moderator.getByRole('button', { name: 'Weiter: Abschluss' }).click();
    await expect(asked).toBeVisible();
    await asked.getByRole('button', { name: answer }).click();
    await expect(asked).toBeHidden();
  };
  await card(nora, BIKES).getByRole('button', { name: 'Einen Punkt geben' }).click();
  await expectCounted(nora);
  await goOn('Hier bleiben');
  await expect(bar(nora)).toContainText('Noch 4 von 5 Punkten');
  await goOn('Offen lassen');
  await expect(bar(nora)).toBeHidden();
  await moderator.getByRole('button', { name: 'erledigt: Punkten' }).click();
  await expect(bar(nora)).toContainText('Noch 4 von 5 Punkten');
  await goOn('Auflösen und weiter');
  await expect(moderator.getByRole('button', { name: 'Weiter: Abschluss' })).toBeHidden();
  await expect(bar(nora)).toBeHidden();
  await expect(nora.locator('[data-mark="1"]').or(nora.locator('[data-result]')).first()).toBeVisible();
});

test('[VO25] the moderator drops a vote, and makes one of another kind', async ({ table }) => {
  const { moderator, people } = await inVote(table);
  await moderator.getByRole('button', { name: 'Verwerfen' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Verwerfen' }).click();
  await expect(bar(people[0])).toBeHidden();
  await moderator.getByRole('button', { name: 'Neue Abstimmung' }).click();
  const form = moderator.getByRole('form', { name: 'Neue Abstimmung' });
  await form.getByRole('button', { name: 'Abstimmung starten' }).click();
  await expect(form.getByText('Gib der Abstimmung einen Namen.')).toBeVisible();
  await form.getByLabel('Worüber stimmt ihr ab?').fill('Damit fangen wir an');
  await form.getByRole('button', { name: 'Halb so viele Punkte wie Ideen: 2' }).click();
  await form.getByRole('switch', { name: 'Auch auf eigene Ideen' }).click();
  await form.getByRole('button', { name: 'Abstimmung starten' }).click();
  const [nora] = people;
  await expect(bar(nora)).toContainText('Noch 2 von 2 Punkten');
  await showList(nora);
  await expect(more(nora, DECK)).toHaveAttribute('aria-disabled', 'true');
  await more(nora, DECK).press('Enter');
  await expect(
    nora.locator('[data-notices]').getByText('Bei dieser Abstimmung gibst du deinen eigenen Ideen keine Punkte.'),
  ).toBeVisible();
  await more(nora, BIKES).click();
  await expectCounted(nora);
});
