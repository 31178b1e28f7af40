import type { Page } from '@playwright/test';
import { mergeIdea } from '#shared/document/merge.ts';
import type { CreateBoardRequest } from '#shared/wire/http.ts';
import { choose, composer, expectSaved, item, post, showList, sitDown, sign } from './people.ts';
import type { Round } from './round.ts';
import { pathOf } from './screening.ts';
import { expect } from './table.ts';

/** Every state in which a page can be, one after the other: for tests that ask the same of all of them. */

export const BOARD: CreateBoardRequest = {
  title: 'Urbane Mobilität zwischen Werkstor, Innenstadt und den Dörfern ringsum',
  question: 'Was müsste geschehen, damit wir 2030 alle gern auf das zweite Auto verzichten?',
  agenda: [
    { kind: 'collect', silent: true, minutes: 10 },
    { kind: 'cluster' },
    { kind: 'vote' },
    { kind: 'plan' },
    { kind: 'close' },
  ],
};
/** Where each step stands in it. */
const [CLUSTER, VOTE, PLAN, CLOSE] = [1, 2, 3, 4];

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
/** Eighty letters without a break, as only German has them. */
const COMPOUND = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenverleihgenossenschaftsversammlung';
const OWN = `${COMPOUND}: einmal im Monat treffen sich alle, die am Fluss arbeiten, und leihen einander, was sie sonst kaufen müssten.`;
const NOTES = [OWN, 'Ticket = Kulturpass'] as const;
const TEXTS = [
  'Ladesäulen am Markt mit Solardach und Sitzbank, gebaut von Makern aus der Stadt und gewartet von den Azubis der Werke',
  'Parkplatz wird abends zur Bühne',
  'Lastenrad-Station am Werkstor, die auch am Wochenende offen ist und in der man kleine Reparaturen selbst machen kann',
  'Firmenparkplätze am Wochenende öffnen',
] as const;
const WHAT = 'Mit dem Ordnungsamt über einen Probeabend auf dem Parkplatz reden und drei Termine mitbringen';

const wall = (page: Page): Promise<void> => page.getByRole('button', { name: 'Wand', exact: true }).click();
const next = (round: Round, step: number): Promise<unknown> =>
  round.moderator.command({ is: 'go-to-step', step, now: true });

/** Takes a seat with one's first notes, and goes through the round as the moderator leads it. */
export async function* asParticipant(round: Round, page: Page): AsyncGenerator<string> {
  await sitDown(page, round.created.board.code, NORA);
  yield 'silence, first time';
  for (const note of NOTES) await post(page, note);
  await composer(page).fill('Noch ein halber Satz, der so lang ist, dass gezählt wird: '.padEnd(290, 'und weiter '));
  await expect(page.locator('[data-notebook]')).toContainText('· 2');
  yield 'silence, with notes and a text that is too long';
  await composer(page).fill('');
  yield* sorting(round, page);
  yield* voting(round, page);
  yield* planning(round, page);
}

async function* sorting(round: Round, page: Page): AsyncGenerator<string> {
  const { moderator } = round;
  const ideas = round.write(TEXTS);
  await next(round, CLUSTER);
  await moderator.sees(({ ideas: all }) => all.size === TEXTS.length + NOTES.length);
  round.cluster('cluster-00000000', { title: 'Laden & Parken', at: [30, 84], ideas: ideas.slice(0, 2) });
  round.cluster('cluster-00000001', { title: '', at: [600, 84], ideas: [] });
  mergeIdea(moderator.doc, { id: ideas[3] ?? '', into: ideas[2] ?? '' }, moderator.origin);
  await showList(page);
  await expect(page.locator('li[data-idea]')).toHaveCount(TEXTS.length + NOTES.length - 1);
  yield 'clustering, list';
  await item(page, NOTES[1])
    .getByRole('button', { name: /^Was mit/ })
    .click();
  yield 'clustering, menu of an idea';
  await page.keyboard.press('Escape');
  await choose(page, NOTES[1], 'Bearbeiten');
  yield 'clustering, writing';
  await page.keyboard.press('Escape');
  await choose(page, NOTES[1], 'Zusammenlegen mit …');
  yield 'choosing what to merge with';
  await page.keyboard.press('Escape');
  await item(page, TEXTS[2])
    .getByRole('button', { name: /darunter/ })
    .click();
  yield 'what lies under an idea';
  await page.keyboard.press('Escape');
  await wall(page);
  await expect(page.locator('[data-wall] [data-idea]').first()).toBeVisible();
  yield 'clustering, wall';
  await page.locator('.chips').click();
  yield 'people';
  await page.keyboard.press('Escape');
  await moderator.command({ is: 'set-lock', locked: true });
  await showList(page);
  await expect(page.locator('#composer-why')).toBeVisible();
  yield 'locked';
  await moderator.command({ is: 'set-lock', locked: false });
}

async function* voting(round: Round, page: Page): AsyncGenerator<string> {
  const { moderator } = round;
  await next(round, VOTE);
  const { id } = await round.vote('open');
  const more = page.getByRole('button', { name: 'Einen Punkt geben' }).first();
  await more.click();
  await more.click();
  await expect(page.locator('[data-vote]')).toHaveAttribute('data-vote', 'counted');
  yield 'voting, list';
  await wall(page);
  await expect(page.locator('[data-wall] [data-dots="2"]')).toBeVisible();
  yield 'voting, wall';
  await moderator.command({ is: 'close-vote', vote: id });
  await expect(page.locator('[data-result]')).toBeVisible();
  yield 'result';
}

async function* planning(round: Round, page: Page): AsyncGenerator<string> {
  const { moderator } = round;
  await next(round, PLAN);
  const me = moderator.room?.roster.find(({ name }) => name === NORA.name)?.participantId ?? '';
  round.agree('action-00000000', { what: WHAT, who: [me], due: '2031-05-12' });
  await expect(page.locator('[data-requests]')).toContainText(WHAT);
  yield 'planning, asked';
  await page.locator('[data-action]').getByRole('button', { name: 'Wer?' }).click();
  yield 'planning, who';
  await page.locator('[data-requests]').getByRole('button', { name: 'Annehmen' }).click();
  await expect(page.locator('[data-requests]')).toHaveCount(0);
  await next(round, CLOSE);
  await expect(page.locator('[aria-current="step"]')).toHaveText('Abschluss');
  yield 'close';
  await expectSaved(page);
  await page.context().setOffline(true);
  await expect(sign(page)).toHaveAttribute('data-saving', /offline|unkept/, { timeout: 60_000 });
  yield 'offline';
  await page.context().setOffline(false);
  await expectSaved(page);
}

/** The panel of who leads, in every step, with its dialogs. */
export async function* asModerator(round: Round, page: Page): AsyncGenerator<string> {
  await page.goto(pathOf(round.created.links.moderate));
  await expect(page.locator('#lead')).toBeVisible();
  yield 'leading, first time';
  for (const [button, dialog] of DIALOGS) {
    await page.locator('#lead').getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    yield dialog;
    await page.keyboard.press('Escape');
  }
  await page.locator('#lead summary').last().click();
  yield 'leading, people';
  round.write(TEXTS);
  await next(round, CLUSTER);
  await expect(page.locator('[data-wall] [data-idea]').first()).toBeVisible();
  yield 'leading, clustering';
  await next(round, VOTE);
  await round.vote('open');
  yield 'leading, voting';
  await page.getByRole('button', { name: 'Auflösen' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  yield 'closing a vote';
  await page.keyboard.press('Escape');
}

const DIALOGS = [
  ['Ablauf ändern …', 'agenda'],
  ['Ideen importieren …', 'import'],
  ['Tisch löschen …', 'deleting'],
] as const;
