import type { Locator, Page } from '@playwright/test';
import { loadTexts } from '../bench/texts.ts';
import { composer, expectSaved, item, post, readList, showList, sitDown } from './people.ts';
import type { LiveServer } from './server.ts';
import { expect, test, type Table } from './table.ts';

/** A whole evening, as the template has it: everybody in a browser of their own, and what each of them sees at every step. */

const PEOPLE = [
  { name: 'Tobias Seidel', sector: 'Industrie' },
  { name: 'Anke Winkler', sector: 'Industrie' },
  { name: 'Nora Feldmann', sector: 'Kreative' },
  { name: 'Jonas Pohl', sector: 'Kreative' },
  { name: 'Sabine Braun', sector: 'Andere' },
  { name: 'Mira Haas', sector: 'Andere' },
] as const;
const CLUSTERS = ['Strom vom Dach', 'Wärme im Quartier'];
const ACTIONS = ['Dächer der Firmen zählen', 'Führung durch das Heizwerk anbieten', 'Beim Stadtrat anfragen'];
const EVENING_MS = 300_000;

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const dialog = (page: Page): Locator => page.getByRole('dialog');
const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();
const voteBar = (page: Page): Locator => page.getByRole('region', { name: /^Abstimmung: / });
const action = (page: Page, what: string): Locator =>
  page.locator('[data-action]').filter({ has: page.getByText(what, { exact: true }) });
const request = (page: Page): Locator => page.locator('[data-requests]');

/** The projection sets its lines one by one, so spaces and hyphens at their ends are nobody's words. */
const bare = (text: string): string => text.replace(/[\s\u00ad-]/g, '');
const expectProjected = (screen: Page, text: string): Promise<void> =>
  expect.poll(async () => bare(await screen.locator('body').innerText())).toContain(bare(text));

/** Real ideas, two for each person, that differ in their first words. */
function realIdeas(): readonly string[] {
  const short = loadTexts(process.env).texts.filter((text) => text.length < 140 && !/["„“]/.test(text));
  return short.slice(0, 2 * PEOPLE.length).map((text) => text.replace(/\s+/g, ' ').trim());
}

class Evening {
  readonly table: Table;
  readonly server: LiveServer;
  readonly ideas = realIdeas();
  moderator!: Page;
  screen!: Page;
  people: Page[] = [];
  board!: { id: string; code: string };
  token = '';

  constructor(table: Table, server: LiveServer) {
    this.table = table;
    this.server = server;
  }

  /** The moderator sets the table on the start page and opens the projection; five people come, the sixth is late. */
  async begin(): Promise<void> {
    this.moderator = await this.table.arrive('/');
    await this.moderator.getByLabel('Thema', { exact: true }).fill('Energie in der Stadt');
    await press(this.moderator, 'Tisch decken');
    await expect(this.moderator.locator('#lead')).toBeVisible();
    const code = (await this.moderator.locator('[data-code]').textContent()) ?? '';
    const id = new URL(this.moderator.url()).pathname.split('/').at(-1) ?? '';
    this.board = { id, code: code.trim() };
    this.token = await this.#tokenOf(this.moderator);
    const { link } = await this.#call<{ link: string }>('screens', 'POST');
    this.screen = await this.table.arrive(pathOf(link));
    for (const person of PEOPLE.slice(0, 5)) await this.#comes(person);
  }

  async #comes(person: (typeof PEOPLE)[number]): Promise<void> {
    const page = await this.table.arrive();
    await sitDown(page, this.board.code, person);
    await showList(page);
    this.people.push(page);
  }

  latecomer(): Promise<void> {
    return this.#comes(PEOPLE[5]);
  }

  get all(): readonly Page[] {
    return [this.moderator, ...this.people];
  }

  textsOf(index: number): readonly string[] {
    return this.ideas.slice(2 * index, 2 * index + 2);
  }

  exported(format: string): Promise<string> {
    return this.#fetch(`export.${format}`, 'GET').then((answer) => answer.text());
  }

  async #call<T>(path: string, method: string): Promise<T> {
    return (await (await this.#fetch(path, method)).json()) as T;
  }

  #fetch(path: string, method: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}` };
    return fetch(`${this.server.origin}/api/boards/${this.board.id}/${path}`, { method, headers });
  }

  async #tokenOf(page: Page): Promise<string> {
    const kept = await page.evaluate((id) => localStorage.getItem(`tafelrunde:seat:board:${id}`), this.board.id);
    return kept ?? '';
  }
}

async function collect(evening: Evening): Promise<void> {
  const { moderator, screen, people } = evening;
  await expect(screen.getByText(evening.board.code)).toBeVisible();
  for (const [index, page] of people.entries()) for (const text of evening.textsOf(index)) await post(page, text);
  await evening.latecomer();
  for (const text of evening.textsOf(5)) await post(evening.people[5] as Page, text);
  for (const page of evening.people) await expectSaved(page);
  // Everybody sees how many, nobody sees any.
  await expect(moderator.locator('[data-ideas]')).toHaveText('12');
  await expect(screen.getByText('12', { exact: true })).toBeVisible();
  for (const [index, page] of [...evening.people, moderator, screen].entries()) {
    const shown = bare(await page.locator('body').innerText());
    evening.ideas.forEach((text, at) =>
      expect([at, shown.includes(bare(text))]).toEqual([at, Math.floor(at / 2) === index]),
    );
  }
  // Somebody in the middle of a sentence is not cut off.
  await composer(people[0] as Page).pressSequentially('Und dann noch');
  await expect(moderator.locator('[data-writing]')).toContainText('1');
  await moderator.getByRole('button', { name: 'Weiter: Clustern' }).click();
  if ((await dialog(moderator).count()) > 0) await dialog(moderator).getByRole('button', { name: 'Aufdecken' }).click();
  await expect((people[0] as Page).locator('[data-leaving]')).toBeVisible();
  await composer(people[0] as Page).fill('');
}

async function cluster(evening: Evening): Promise<void> {
  const { people, moderator } = evening;
  for (const page of people) {
    await expect(page.locator('[aria-current="step"]')).toHaveText('Clustern', { timeout: 30_000 });
    await expect(page.locator('li[data-idea]')).toHaveCount(12);
  }
  const [tobias, anke] = people as [Page, Page];
  for (const title of CLUSTERS) {
    await tobias.getByRole('textbox', { name: 'Name des Clusters' }).last().fill(title);
    await tobias.keyboard.press('Enter');
  }
  for (const page of people)
    for (const title of CLUSTERS) await expect(page.getByRole('heading', { name: title })).toBeVisible();
  for (const [at, text] of evening.ideas.slice(0, 6).entries()) {
    const page = at % 2 === 0 ? tobias : anke;
    await item(page, text)
      .getByRole('button', { name: /^Was mit/ })
      .click();
    await page.getByRole('menuitem', { name: new RegExp(CLUSTERS[at % 2] ?? '') }).click();
  }
  // One loses the network, goes on sorting, and comes back.
  const jonas = people[3] as Page;
  await jonas.context().setOffline(true);
  await item(jonas, evening.ideas[6] ?? '')
    .getByRole('button', { name: /^Was mit/ })
    .click();
  await jonas.getByRole('menuitem', { name: new RegExp(CLUSTERS[0] ?? '') }).click();
  await jonas.context().setOffline(false);
  for (const page of people) await expectSaved(page);
  await showList(moderator);
  const sorted = await readList(moderator);
  const [first = []] = Object.entries(sorted).flatMap(([title, texts]) =>
    title.startsWith(CLUSTERS[0] ?? '') ? [texts] : [],
  );
  expect(first).toHaveLength(4);
  for (const page of people) await expect.poll(() => readList(page), { timeout: 30_000 }).toEqual(sorted);
}

/** Everybody gives three dots to their first idea's neighbours; the moderator counts. */
async function vote(evening: Evening, name: string): Promise<void> {
  const { moderator, people, screen } = evening;
  for (const [index, page] of people.entries()) {
    await expect(voteBar(page)).toBeVisible();
    for (const at of [index % 3, (index + 1) % 3, 3]) {
      await item(page, evening.ideas[at] ?? '')
        .getByRole('button', { name: 'Einen Punkt geben' })
        .click();
    }
    await expect(voteBar(page)).toHaveAttribute('data-vote', 'counted');
  }
  await expect(moderator.locator('[data-voted="6"]')).toBeVisible();
  await expectProjected(screen, '6 von 6');
  expect(await screen.locator('body').innerText()).not.toMatch(/Seidel|Feldmann/);
  await press(moderator, 'Auflösen');
  await press(dialog(moderator), 'Auflösen');
  for (const page of evening.all) await expect(page.locator('[data-result] li[data-target]')).toHaveCount(4);
  await expect(moderator.locator('[data-result]')).toContainText(name);
  await expectProjected(screen, evening.ideas[3] ?? '');
}

async function secondVote(evening: Evening): Promise<void> {
  const { moderator } = evening;
  await press(moderator, 'Neue Abstimmung');
  const form = moderator.getByRole('form', { name: 'Neue Abstimmung' });
  await form.getByRole('textbox').first().fill('Was zuerst?');
  await form.getByRole('button', { name: 'Abstimmung starten' }).click();
  for (const page of evening.people) {
    await expect(voteBar(page)).toBeVisible();
    await showList(page);
  }
  await vote(evening, 'Was zuerst?');
}

async function plan(evening: Evening): Promise<void> {
  const { moderator, people } = evening;
  await moderator.getByRole('button', { name: 'Weiter: Verabreden' }).click();
  for (const page of people) await expect(page.getByRole('textbox', { name: 'Was tun wir?' })).toBeVisible();
  for (const [index, what] of ACTIONS.entries()) {
    const page = people[index] as Page;
    await page.getByRole('textbox', { name: 'Was tun wir?' }).fill(what);
    await page.keyboard.press('Enter');
    await action(page, what).getByRole('button', { name: 'Wer?' }).click();
    const picker = action(page, what).getByRole('group', { name: 'Wer macht mit?' });
    await picker.getByRole('button', { name: PEOPLE[index + 3]?.name ?? '' }).click();
    await picker.getByRole('button', { name: 'Fertig' }).click();
    await expect(request(people[index + 3] as Page)).toContainText(what);
  }
  for (const page of people.slice(3, 5)) await request(page).getByRole('button', { name: 'Annehmen' }).click();
  for (const page of people) await expectSaved(page);
  for (const page of people) {
    await expect(action(page, ACTIONS[0] ?? '')).toContainText('zugesagt');
    await expect(action(page, ACTIONS[1] ?? '')).toContainText('zugesagt');
    // The sixth never says yes.
    await expect(action(page, ACTIONS[2] ?? '')).toContainText('offen');
  }
  await expectProjected(evening.screen, ACTIONS[2] ?? '');
}

async function close(evening: Evening): Promise<void> {
  const { moderator, people } = evening;
  await moderator.getByRole('button', { name: 'Weiter: Abschluss' }).click();
  for (const page of evening.all) await expect(page.locator('[aria-current="step"]')).toHaveText('Abschluss');
  await expectProjected(evening.screen, 'Danke');
  for (const page of evening.all) await showList(page);
  const end = await readList(moderator);
  expect(Object.values(end).flat().sort()).toEqual([...evening.ideas].sort());
  for (const page of people) expect(await readList(page)).toEqual(end);
  const copy = JSON.parse(await evening.exported('json')) as {
    ideas: { text: string }[];
    votes: object[];
    actions: object[];
  };
  expect(copy.ideas.map(({ text }) => text).sort()).toEqual([...evening.ideas].sort());
  expect(copy.votes).toMatchObject([
    { tally: { voters: 6, eligible: 6 } },
    { name: 'Was zuerst?', tally: { voters: 6, rows: [{ dots: 6 }, { dots: 4 }, { dots: 4 }, { dots: 4 }] } },
  ]);
  expect(copy.actions).toHaveLength(3);
  const markdown = await evening.exported('md');
  for (const what of [...CLUSTERS, ...ACTIONS, 'Was zuerst?']) expect(markdown).toContain(what);
}

test('[LE25] a whole Stammtisch, from the start page to the export, as everybody at the table sees it', async ({
  table,
  server,
}) => {
  test.setTimeout(EVENING_MS);
  const evening = new Evening(table, server);
  await evening.begin();
  await collect(evening);
  await cluster(evening);
  await evening.moderator.getByRole('button', { name: 'Weiter: Punkten' }).click();
  await vote(evening, 'Punkten');
  await secondVote(evening);
  await plan(evening);
  await close(evening);
});
