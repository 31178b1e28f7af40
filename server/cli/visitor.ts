import { generateKeyBetween } from 'fractional-indexing';
import { placeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { arrange, type Arrangement } from '#shared/layout/arrange.ts';
import { isRank, sortBoard, type Idea, type Place, type Point } from '#shared/model/board.ts';
import { IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { mayArrange, mayChange } from '#shared/rules/may.ts';
import type { Guest } from './guest.ts';

const FRAME_MS = 60;
const KEY_MS = 110;
const PAUSE_MS = 6_000;
/** World units that a hand moves in one frame. */
const STRIDE = 36;
/** The pool does not run dry: with fewer ideas in it, a card goes back there. */
const POOL_LEAST = 14;
/** Where a hand holds a card, from its top left corner. */
const GRIP: Point = [90, 40];

const AFTERTHOUGHTS = [' – wer macht mit?', ' Das wäre ein Anfang.', ' Ich kenne da jemanden.'];

export interface Nature {
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Somebody who does what people do at a table, one thing after the other. Does nothing that the step does not allow. */
export class Visitor {
  readonly #guest: Guest;
  readonly #nature: Nature;
  #hand: Point = [300, 300];

  constructor(guest: Guest, nature: Nature) {
    this.#guest = guest;
    this.#nature = nature;
  }

  async doSomething(): Promise<void> {
    const dice = this.#nature.random();
    if (dice < 0.45) await this.carry();
    else if (dice < 0.6) await this.thinkAloud();
    else await this.look();
  }

  /** Points at a card. */
  async look(): Promise<void> {
    const card = this.#pick([...this.#wall().cards.values()]);
    if (card) await this.#glide([card.x + GRIP[0], card.y + GRIP[1]]);
  }

  /** Takes a card from the pool to a cluster, or back. */
  async carry(): Promise<void> {
    const { asking, board } = this.#guest;
    if (!asking || mayArrange(asking) !== null) return;
    const { pool, clustered } = sortBoard(board);
    const cluster = this.#pick([...clustered.keys()]);
    const ideas = (cluster === undefined ? undefined : clustered.get(cluster)) ?? [];
    const back = pool.length < POOL_LEAST;
    const idea = this.#pick(back ? ideas : pool);
    if (!idea || cluster === undefined) return;
    const wall = this.#wall();
    const target = back ? wall.pool : wall.clusters.get(cluster);
    if (target) await this.#drag(idea, [target.x + 40, target.y + 60]);
    placeIdea(this.#guest.doc, idea.id, back ? null : behind(ideas, cluster), this.#guest.origin);
  }

  /** Adds a few words to an idea of one's own, and thinks better of it. Stops when somebody else writes there. */
  async thinkAloud(): Promise<void> {
    const { asking, board, doc, origin, seat } = this.#guest;
    const idea = this.#pick([...board.ideas.values()].filter(({ author }) => author === seat.participantId));
    const more = this.#pick(AFTERTHOUGHTS) ?? '';
    if (!asking || !idea || mayChange(asking, idea) !== null || idea.text.length + more.length > IDEA_TEXT_MAX) return;
    for (const length of thereAndBack(more.length)) {
      const text = textAt(doc, 'ideas', idea.id);
      if (!text?.toString().startsWith(idea.text)) break;
      rewriteText(doc, text, idea.text + more.slice(0, length), origin);
      this.#guest.show({ cursor: this.#hand, editing: idea.id });
      await this.#nature.wait(length === more.length ? PAUSE_MS : KEY_MS);
    }
    this.#guest.show({ cursor: this.#hand });
  }

  #wall(): Arrangement {
    return arrange(this.#guest.board);
  }

  async #drag(idea: Idea, corner: Point): Promise<void> {
    const card = this.#wall().cards.get(idea.id);
    if (!card) return;
    await this.#glide([card.x + GRIP[0], card.y + GRIP[1]]);
    await this.#glide([corner[0] + GRIP[0], corner[1] + GRIP[1]], idea.id);
  }

  /** Moves the hand there, with a card in it or without. */
  async #glide(to: Point, id?: string): Promise<void> {
    const from = this.#hand;
    const frames = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STRIDE);
    for (let frame = 1; frame <= frames; frame++) {
      this.#hand = between(from, to, smooth(frame / frames));
      const [x, y] = this.#hand;
      this.#guest.show({
        cursor: this.#hand,
        ...(id === undefined ? {} : { drag: { id, at: [x - GRIP[0], y - GRIP[1]] } }),
      });
      await this.#nature.wait(FRAME_MS);
    }
    this.#guest.show({ cursor: this.#hand });
  }

  #pick<T>(things: readonly T[]): T | undefined {
    return things[Math.floor(this.#nature.random() * things.length)];
  }
}

/** 1, 2, … n, … 2, 1, 0 */
const thereAndBack = (most: number): number[] =>
  Array.from({ length: 2 * most }, (_, index) => most - Math.abs(index + 1 - most));

/** Hands start slowly and stop slowly. */
const smooth = (share: number): number => share * share * (3 - 2 * share);

const between = (from: Point, to: Point, share: number): Point => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
];

/** Behind the last of a cluster; the pool when its rank is none that can be followed. */
function behind(ideas: readonly Idea[], cluster: string): Place | null {
  const last = ideas.at(-1)?.place;
  try {
    const rank = generateKeyBetween(last && 'in' in last ? last.rank : null, null);
    return isRank(rank) ? { in: cluster, rank } : null;
  } catch {
    return null;
  }
}
