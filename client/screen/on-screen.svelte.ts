import { untrack } from 'svelte';
import { m } from '#shared/messages/compiled/messages.js';
import { currentStep } from '#shared/model/room.ts';
import type { TallyRow } from '#shared/model/vote.ts';
import type { BoardContext } from '../board/context.ts';
import { dayOf } from '../plan/due.ts';
import { agreedRows, type AgreedRow, type Saying } from './agreed.ts';
import type { Card, CardGroup, Outlook } from './cards.ts';
import { cardOf, clusterGroups, titleGroups, titleOf, wallGroups, type Wording } from './groups.ts';
import { resultRows, type ResultRow } from './result.ts';
import type { Scene } from './scene.ts';

/** What of the board a sight shows, in words. Reactive: follows board and language. */
export class OnScreen {
  readonly #board: BoardContext;
  readonly #scene: () => Scene;
  readonly #locale: () => string;
  /** Sorting looks at everything, so it is done once for each change of the board, whatever changed. */
  readonly groups = $derived.by(() => this.#groups());

  constructor(board: BoardContext, locale: () => string, scene: () => Scene) {
    this.#board = board;
    this.#locale = locale;
    this.#scene = scene;
  }

  get heading(): string | null {
    const scene = this.#scene();
    const { question, title } = this.#board.room.board;
    switch (scene.is) {
      case 'join':
        return null;
      case 'collect':
        return scene.silent ? null : (question ?? title);
      case 'wall':
      case 'idea':
        return question ?? title;
      case 'cluster':
        return this.textOf(scene.id);
      case 'vote':
      case 'result':
        return scene.vote.name;
      case 'actions':
        return m.screen_actions();
      case 'close':
        return m.screen_thanks();
    }
  }

  /** The text of an idea, or the title of a cluster; of what has left the wall only that. */
  textOf(id: string): string {
    const idea = this.#board.view.ideas.get(id);
    const cluster = this.#board.view.clusters.get(id);
    if (cluster) return titleOf(cluster, this.#wording);
    return idea && !idea.hidden ? idea.text : m.screen_result_gone();
  }

  cardOf(id: string): Card | null {
    const idea = this.#board.view.ideas.get(id);
    return idea ? cardOf(idea) : null;
  }

  /** Title of the cluster in which an idea lies. */
  within(id: string): string | null {
    const place = this.#board.view.ideas.get(id)?.place;
    const cluster = place && 'in' in place ? this.#board.view.clusters.get(place.in) : undefined;
    return cluster ? titleOf(cluster, this.#wording) : null;
  }

  /** Rows of the result that belongs here, set for a width. */
  results(w: number): readonly ResultRow[] {
    const scene = this.#scene();
    const vote = scene.is === 'result' || scene.is === 'close' ? scene.vote : null;
    return vote ? resultRows(vote.tally, (id) => this.textOf(id), w) : [];
  }

  /** Whether there are dots of which the tally does not tell the sector, beside some of which it does. */
  get hasRest(): boolean {
    const scene = this.#scene();
    const tally = scene.is === 'result' || scene.is === 'close' ? scene.vote?.tally : undefined;
    const told = (row: TallyRow): number => Object.values(row.bySector).reduce((sum, dots) => sum + dots, 0);
    return tally !== undefined && tally.sectors.length > 0 && tally.rows.some((row) => row.dots > told(row));
  }

  agreed(w: number): readonly AgreedRow[] {
    const scene = this.#scene();
    if (scene.is !== 'actions' && scene.is !== 'close') return [];
    return agreedRows(this.#board.view.actions.values(), this.#saying, w);
  }

  get empty(): string {
    const scene = this.#scene();
    if (scene.is === 'result') return m.screen_result_empty();
    return scene.is === 'close' ? m.step_close_about() : m.plan_empty_later();
  }

  /** Whether more ideas are on their way to the wall. */
  get outlook(): Outlook {
    const { room, counts, view } = this.#board;
    const step = currentStep(room);
    const growing = step === 'collect' || step === 'open' || room.revealing !== null;
    return { growing, awaited: Math.max(0, (counts?.ideas ?? 0) - view.ideas.size) };
  }

  get #saying(): Saying {
    return {
      nameOf: (participantId) => this.#board.people.nameOf(participantId),
      accepted: (name) => m.screen_accepted({ name }),
      open: (name) => m.screen_open({ name }),
      due: (day) => m.plan_due_day({ day: dayOf(day, this.#locale()) }),
    };
  }

  get #wording(): Wording {
    return { untitled: m.list_untitled(), rest: m.list_pool() };
  }

  #groups(): readonly CardGroup[] {
    const scene = this.#scene();
    const { view } = this.#board;
    void view.version;
    const wording = this.#wording;
    if (scene.is === 'cluster') return untrack(() => clusterGroups(view, scene.id));
    if (scene.is === 'vote' && scene.vote.on === 'clusters') return untrack(() => titleGroups(view, wording));
    return untrack(() => wallGroups(view, wording));
  }
}
