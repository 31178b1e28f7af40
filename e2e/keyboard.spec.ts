import { m } from '#shared/messages/compiled/messages.js';
import { Keys } from './keys.ts';
import { expect, test, type Table } from './table.ts';

const ROUND_MS = 120_000;
const TOPIC = 'Solar & Wärme';
const NAME = 'Nora';
/** Short enough to stand whole in the name of its menu. */
const IDEA = 'Solardächer, built with apprentices';
const CLUSTER = 'Roofs / Dächer';
const WHAT = 'Ask the Stadtrat';

const LANGUAGES = [
  { locale: 'de', browser: 'de-DE' },
  { locale: 'en', browser: 'en-GB' },
] as const;
type Language = (typeof LANGUAGES)[number];

/** One who leads and one who takes part, neither with a mouse. */
class Round {
  readonly #table: Table;
  readonly #language: Language;
  moderator!: Keys;
  guest!: Keys;

  constructor(table: Table, language: Language) {
    this.#table = table;
    this.#language = language;
  }

  async begin(): Promise<void> {
    this.moderator = await this.#arrives();
    await this.moderator.enter(m.start_topic({}, this.#language), TOPIC);
    await expect(this.moderator.page.locator('#lead')).toBeVisible();
    const code = (await this.moderator.page.locator('[data-code]').textContent()) ?? '';
    this.guest = await this.#arrives();
    await this.guest.enter(m.start_code({}, this.#language), code.trim());
    await this.guest.reach(m.join_name({}, this.#language));
    await this.guest.page.keyboard.type(NAME);
    await this.guest.reach(m.sector_industry({}, this.#language));
    await this.guest.page.keyboard.press('ArrowDown');
    await this.guest.use(m.join_sit({}, this.#language));
  }

  /** In silence, until the notebooks are opened. */
  async collect(): Promise<void> {
    await this.guest.enter(m.composer_label({}, this.#language), IDEA);
    await expect(this.moderator.page.locator('[data-ideas]')).toHaveText('1');
    await expect(this.moderator.page.getByText(IDEA)).toHaveCount(0);
    await this.#goOn(m.step_cluster({}, this.#language));
    await this.moderator.use(m.reveal_yes({}, this.#language));
  }

  async cluster(): Promise<void> {
    const { guest } = this;
    await guest.use(m.view_list({}, this.#language));
    await expect(guest.page.locator('li[data-idea]')).toContainText(IDEA);
    await guest.enter(m.list_cluster_name({}, this.#language), CLUSTER);
    const menu = m.list_idea_menu({ idea: IDEA }, this.#language);
    await guest.choose(menu, m.list_move_to({ cluster: CLUSTER }, this.#language));
    await expect(guest.page.locator('[data-cluster] li[data-idea]')).toContainText(IDEA);
  }

  async vote(): Promise<void> {
    const { moderator, guest } = this;
    await this.#goOn(m.step_vote({}, this.#language));
    await guest.use(m.vote_more({}, this.#language));
    await expect(guest.page.locator('[data-vote]')).toHaveAttribute('data-vote', 'counted');
    await expect(moderator.page.locator('[data-voted="1"]')).toBeVisible();
    const count = m.vote_close({}, this.#language);
    await moderator.use(count);
    await moderator.use(count);
    await expect(guest.page.locator('[data-result] li[data-target]')).toHaveCount(1);
  }

  /** The one who leads writes down what is to be done and names the other, who says yes. */
  async plan(): Promise<void> {
    const { moderator, guest } = this;
    await this.#goOn(m.step_plan({}, this.#language));
    await moderator.enter(m.plan_what({}, this.#language), WHAT);
    await moderator.use(m.plan_pick({}, this.#language));
    await moderator.use(NAME);
    await moderator.use(m.list_save({}, this.#language));
    await expect(guest.page.locator('[data-requests]')).toContainText(WHAT);
    await guest.use(m.plan_accept({}, this.#language));
    await expect(moderator.page.locator('[data-accepted="true"]')).toContainText(NAME);
  }

  async close(): Promise<void> {
    const step = m.step_close({}, this.#language);
    await this.#goOn(step);
    for (const { page } of [this.moderator, this.guest])
      await expect(page.locator('[aria-current="step"]')).toHaveText(step);
  }

  async #arrives(): Promise<Keys> {
    return new Keys(await this.#table.arrive('/', this.#language.browser));
  }

  #goOn(step: string): Promise<void> {
    return this.moderator.use(m.steps_next({ step }, this.#language));
  }
}

for (const language of LANGUAGES) {
  test(`[LE26] a whole round goes by keyboard alone, in ${language.locale}`, async ({ table }) => {
    test.setTimeout(ROUND_MS);
    const round = new Round(table, language);
    await round.begin();
    await round.collect();
    await round.cluster();
    await round.vote();
    await round.plan();
    await round.close();
  });
}
