import { createContext } from 'svelte';
import type { Point } from '#shared/model/board.ts';
import { CARD } from '#shared/layout/sizes.ts';
import { freeSlot } from '#shared/layout/slot.ts';
import { mayArrange, mayPost } from '#shared/rules/may.ts';
import type { BoardContext } from '../board/context.ts';
import type { Done, Refusal } from '../board/deeds.ts';
import type { WallControl } from './control.svelte.ts';
import { Dragging, type Dropped } from './dragging.svelte.ts';
import { Lifts } from './lifts.svelte.ts';
import { Others } from './others.svelte.ts';

/** Where one is writing: at most one place on a wall. */
export type Writing =
  | { readonly is: 'nowhere' }
  | { readonly is: 'new-idea'; readonly at: Point }
  | { readonly is: 'idea'; readonly id: string }
  | { readonly is: 'title'; readonly id: string };

const NOWHERE: Writing = { is: 'nowhere' };

/** What one person does on one wall right now: carries, writes, points at. Components read it, gestures and buttons call it. */
export class WallWork {
  readonly control: WallControl;
  readonly lifts = new Lifts();
  readonly others = new Others(this.lifts);
  readonly dragging: Dragging;
  readonly #board: BoardContext;
  readonly #tell: (refused: Refusal) => void;
  #writing: Writing = $state.raw(NOWHERE);
  /** The card under the pointer or with the focus: it shows its buttons. */
  pointedAt: string | null = $state(null);

  constructor(board: BoardContext, control: WallControl, tell: (refused: Refusal) => void) {
    this.control = control;
    this.#board = board;
    this.#tell = tell;
    this.dragging = new Dragging(board, control, this.lifts);
  }

  get writing(): Writing {
    return this.#writing;
  }

  isWriting(is: 'idea' | 'title', id: string): boolean {
    const { writing } = this;
    return writing.is === is && writing.id === id;
  }

  /** Starts a new idea where somebody double-clicked. */
  startIdea(at: Point): void {
    if (!this.#allowed(mayPost(this.#board.asking))) return;
    this.#write({ is: 'new-idea', at });
    this.control.focusOn({ x: at[0], y: at[1], w: CARD.w, h: CARD.minH });
  }

  /** Pins the new idea; who may not arrange yet finds it in the pool. */
  post(text: string): boolean {
    const { writing } = this;
    if (writing.is !== 'new-idea') return true;
    const placed = mayArrange(this.#board.asking) === null;
    const made = this.#board.deeds.post(text, placed ? { at: writing.at } : undefined);
    if ('refused' in made && !this.#allowed(made.refused)) return false;
    this.stopWriting();
    return true;
  }

  edit(id: string): void {
    if (this.#allowed(this.#board.deeds.mayChange(id))) this.#write({ is: 'idea', id });
  }

  rename(id: string): void {
    if (this.#allowed(mayArrange(this.#board.asking))) this.#write({ is: 'title', id });
  }

  stopWriting(): void {
    if (this.#writing.is === 'nowhere') return;
    this.#writing = NOWHERE;
    this.#board.presence.setEditing(null);
  }

  remove(id: string): void {
    this.#allowed(this.#board.deeds.remove(id));
  }

  /** False when it may not be. */
  hide(id: string): boolean {
    return this.#allowed(this.#board.deeds.hide(id, true));
  }

  removeCluster(id: string): void {
    this.#allowed(this.#board.deeds.removeCluster(id));
  }

  /** A new, empty cluster in the next free slot, ready to be named. */
  createCluster(): void {
    const made = this.#board.deeds.createCluster(freeSlot(this.control.arrangement));
    this.#after('id' in made ? { newCluster: made.id } : made);
  }

  get mayCarry(): boolean {
    return mayArrange(this.#board.asking) === null;
  }

  /** Whether a card or cluster follows the hand; if not, says why. */
  lift(is: 'card' | 'cluster', id: string, at: Point): boolean {
    if (!this.#allowed(mayArrange(this.#board.asking))) return false;
    this.stopWriting();
    this.control.stay();
    this.dragging.lift(is, id, at);
    return true;
  }

  letGo(): void {
    this.#after(this.dragging.letGo());
  }

  stop(): void {
    this.dragging.cancel();
    this.stopWriting();
    this.others.stop();
    this.#board.presence.setCursor(null);
  }

  #after(dropped: Dropped): void {
    if (dropped.refused) this.#tell(dropped.refused);
    if (dropped.newCluster === undefined) return;
    this.control.arrange(this.#board.view);
    this.control.focusCluster(dropped.newCluster);
    this.rename(dropped.newCluster);
  }

  #write(writing: Writing): void {
    this.control.stay();
    this.#writing = writing;
    this.#board.presence.setEditing('id' in writing ? writing.id : null);
  }

  #allowed(verdict: Done): boolean {
    if (verdict !== null) this.#tell(verdict);
    return verdict === null;
  }
}

export const [useWall, provideWall] = createContext<WallWork>();
