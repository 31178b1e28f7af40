import { createContext } from 'svelte';
import { m } from '#shared/messages/compiled/messages.js';
import type { RoomSnapshot, Shown } from '#shared/model/room.ts';
import type { OpenVote } from '#shared/model/vote.ts';
import { mayLead } from '#shared/rules/may.ts';
import type { Order } from '#shared/wire/live.ts';
import type { BoardContext } from '../board/context.ts';
import { sentenceOf, type Answer } from '../session/answer.ts';
import type { MenuItem } from '../ui/menu.ts';
import type { Notices } from '../ui/notices.svelte.ts';
import { inverseOf } from './inverse.ts';
import { opensAll } from './reveals.ts';
import { leavesOpen } from './leaves-open.ts';
import { stands } from './stands.ts';
import { toldOf } from './told.ts';

/** What can be taken back: an order, and how the room was before it. */
interface Given {
  readonly order: Order;
  readonly before: RoomSnapshot;
}

/** What is asked before an order is given: whether to open notebooks for good, and what becomes of a vote that is open. */
export type Question =
  | { readonly about: 'reveal'; readonly order: Order }
  | { readonly about: 'vote'; readonly vote: OpenVote; readonly order: Order };

/**
 * What a moderator orders. What can be taken back is done at once, and told together with the way back; what cannot be is
 * asked first (`asks`), and done by `confirm`.
 */
export class Orders {
  readonly #board: BoardContext;
  readonly #notices: Notices;
  #last: Given | null = $state.raw(null);
  #asks: Question | null = $state.raw(null);

  constructor(board: BoardContext, notices: Notices) {
    this.#board = board;
    this.#notices = notices;
  }

  /** What waits for an answer. */
  get asks(): Question | null {
    return this.#asks;
  }

  /** The way from a card or a cluster onto the projection, for the menus of those who lead. */
  showing(shown: Shown): MenuItem[] {
    if (mayLead(this.#board.me) !== null) return [];
    return [{ label: m.shown_here(), does: () => void this.give({ is: 'show', shown }) }];
  }

  /** What `undo` would take back, as a sentence. */
  get last(): string | null {
    const given = this.#last;
    return given !== null && stands(this.#board.room, given.order) ? toldOf(given.order, given.before) : null;
  }

  /** Ideas that nobody but their authors can see yet, as far as is known. */
  get hidden(): number {
    return Math.max(0, (this.#board.counts?.ideas ?? 0) - this.#board.view.ideas.size);
  }

  async give(order: Order): Promise<void> {
    if (this.#isFinal(order)) this.#asks = { about: 'reveal', order };
    else await this.#giveUnlessOpen(order);
  }

  async confirm(): Promise<void> {
    const asked = this.#asks;
    this.#asks = null;
    if (asked?.about === 'reveal') await this.#giveUnlessOpen(asked.order);
    else if (asked !== null) await this.insist(asked.order);
  }

  /** Ends the vote that is open with its result, and does then what was ordered. */
  async closeFirst(): Promise<void> {
    const asked = this.#asks;
    this.#asks = null;
    if (asked?.about !== 'vote') return;
    const answer = await this.#board.command({ is: 'close-vote', vote: asked.vote.id });
    if (answer.is !== 'here') return this.#notices.warn(sentenceOf(answer));
    await this.insist(asked.order);
  }

  /** Without asking. False when it was refused. */
  async insist(order: Order): Promise<boolean> {
    const answer = await this.try(order);
    if (answer.is !== 'here') this.#notices.warn(sentenceOf(answer));
    return answer.is === 'here';
  }

  refrain(): void {
    this.#asks = null;
  }

  /** For orders whose sender wants to explain a refusal. */
  async try(order: Order): Promise<Answer<number>> {
    const before = this.#board.room;
    const answer = await this.#board.command(order);
    if (answer.is === 'here') this.#done({ order, before });
    return answer;
  }

  async undo(): Promise<void> {
    const given = this.#last;
    this.#last = null;
    if (given === null) return;
    if (!stands(this.#board.room, given.order)) return this.#notices.warn(m.undo_too_late());
    for (const order of inverseOf(given.before, given.order, this.#board.clock.now()) ?? []) {
      const answer = await this.#board.command(order);
      if (answer.is !== 'here') return this.#notices.warn(sentenceOf(answer));
    }
  }

  async #giveUnlessOpen(order: Order): Promise<void> {
    const vote = leavesOpen(this.#board.room, order);
    if (vote !== null) this.#asks = { about: 'vote', vote, order };
    else await this.insist(order);
  }

  #done(given: Given): void {
    const { order, before } = given;
    const waits = order.is === 'go-to-step' && this.#board.room.current !== order.step;
    const orders = waits || this.#wasFinal(given) ? null : inverseOf(before, order, this.#board.clock.now());
    this.#last = orders === null ? null : given;
    if (this.#last !== null)
      this.#notices.tell(toldOf(order, before), { label: m.undo_label(), does: () => void this.#undoThis(given) });
  }

  /** The notice is about its own order, not about one that came later. */
  async #undoThis(given: Given): Promise<void> {
    if (this.#last === given) await this.undo();
    else this.#notices.warn(m.undo_too_late());
  }

  #isFinal(order: Order): boolean {
    if (order.is === 'reveal') return order.whose === 'all' || this.#board.room.revealing?.now === null;
    return order.is === 'go-to-step' && opensAll(this.#board.room, order.step);
  }

  #wasFinal({ order, before }: Given): boolean {
    // Whoever gives the lead away has no say in it any more.
    if (order.is === 'set-role') return order.participant === this.#board.me.participantId;
    return order.is === 'go-to-step' && opensAll(before, order.step);
  }
}

export const [useOrders, provideOrders] = createContext<Orders>();
