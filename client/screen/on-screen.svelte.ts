import { untrack } from 'svelte';
import { m } from '#shared/messages/compiled/messages.js';
import type { Idea } from '#shared/model/board.ts';
import type { BoardContext } from '../board/context.ts';
import type { Card, CardGroup } from './cards.ts';
import { cardOf, clusterGroups, titleGroups, titleOf, wallGroups, type Wording } from './groups.ts';
import type { Scene } from './scene.ts';

/** What of the board a sight shows, in words. Reactive: follows board, names and language. */
export class OnScreen {
  readonly #board: BoardContext;
  readonly #scene: () => Scene;
  /** Sorting looks at everything, so it is done once for each change of the board, whatever changed. */
  readonly groups = $derived.by(() => this.#groups());

  constructor(board: BoardContext, scene: () => Scene) {
    this.#board = board;
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
    return idea ? cardOf(idea, this.#wording) : null;
  }

  /** Title of the cluster in which an idea lies. */
  within(id: string): string | null {
    const place = this.#board.view.ideas.get(id)?.place;
    const cluster = place && 'in' in place ? this.#board.view.clusters.get(place.in) : undefined;
    return cluster ? titleOf(cluster, this.#wording) : null;
  }

  get #wording(): Wording {
    return { nameOf: (idea) => this.#nameOf(idea), untitled: m.list_untitled(), rest: m.list_pool() };
  }

  #nameOf({ author }: Idea): string | undefined {
    const { room, people } = this.#board;
    return room.names && !room.board.anonymous && author !== null ? people.nameOf(author) : undefined;
  }

  #groups(): readonly CardGroup[] {
    const scene = this.#scene();
    const { view, room } = this.#board;
    void [view.version, room.names, room.roster];
    const wording = this.#wording;
    if (scene.is === 'cluster') return untrack(() => clusterGroups(view, scene.id, wording));
    if (scene.is === 'vote' && scene.vote.on === 'clusters') return untrack(() => titleGroups(view, wording));
    return untrack(() => wallGroups(view, wording));
  }
}
