import { createContext } from 'svelte';
import type { Point } from '#shared/model/board.ts';
import { CARD } from '#shared/layout/sizes.ts';
import { freeSlot } from '#shared/layout/slot.ts';
import { mayArrange, mayPost } from '#shared/rules/may.ts';
import type { BoardContext } from '../board/context.ts';
import type { Done, Refusal } from '../board/deeds.ts';
import type { WallControl } from './control.svelte.ts';
import { CardStates, One } from './card-states.svelte.ts';
import { Dragging, type Dropped, type Grabbed } from './dragging.svelte.ts';
import { Lifts } from './lifts.svelte.ts';
import { Others } from './others.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Walk } from './walk.ts';

/** Where one is writing: at most one place on a wall. */
export type Writing =
  | { readonly is: 'nowhere' }
  | { readonly is: 'new-idea'; readonly at: Point }
  | { readonly is: 'idea'; readonly id: string }
  | { readonly is: 'title'; readonly id: string };

/** What a wall asks in a dialog, or tells: where cards are to go, which keys there are. */
export type Asks =
  { readonly is: 'nothing' } | { readonly is: 'where'; readonly ids: readonly string[] } | { readonly is: 'keys' };

const NOWHERE: Writing = { is: 'nowhere' };

/** What one person does on one wall right now: carries, writes, points at. Components read it, gestures and buttons call it. */
export class WallWork {
  readonly control: WallControl;
  readonly lifts = new Lifts();
  readonly others = new Others(this.lifts);
  readonly dragging: Dragging;
  readonly #board: BoardContext;
  readonly #tell: (refused: Refusal) => void;
  readonly states = new CardStates();
  /** The card under the pointer or with the focus. */
  readonly pointed = new One(this.states, 'pointedAt');
  readonly selection = new Selection(this.states);
  readonly walk: Walk;
  #writing: Writing = $state.raw(NOWHERE);
  #asks: Asks = $state.raw({ is: 'nothing' });

  constructor(board: BoardContext, control: WallControl, tell: (refused: Refusal) => void) {
    this.control = control;
    this.#board = board;
    this.#tell = tell;
    this.dragging = new Dragging(board, control, this.lifts);
    this.walk = new Walk(control, this.states);
  }

  /** The dialog that is open. */
  get asks(): Asks {
    return this.#asks;
  }

  ask(asks: Asks): void {
    this.#asks = asks;
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
    if (!this.#allowed(this.#board.deeds.mayChange(id))) return;
    if (this.control.far) this.control.focusIdea(id);
    this.#write({ is: 'idea', id });
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

  /** Whether a card or cluster follows the hand; if not, says why. What is selected comes along with a card of it. */
  lift(on: Grabbed, at: Point): boolean {
    if (!this.#allowed(mayArrange(this.#board.asking))) return false;
    this.stopWriting();
    this.control.stay();
    const { ids } = this.selection;
    if (!ids.has(on.id)) this.selection.clear();
    this.dragging.lift(on, at, this.selection.ids);
    return true;
  }

  /** Asks where this card is to go, or all that are selected when it is one of them. */
  askWhere(id: string): void {
    if (!this.#allowed(mayArrange(this.#board.asking))) return;
    const { ids } = this.selection;
    this.#asks = { is: 'where', ids: ids.has(id) ? [...ids] : [id] };
  }

  /** Moves cards to the end of a cluster, or to the pool. */
  send(ids: readonly string[], cluster: string | null): void {
    const { group } = this.#board.deeds;
    const done = cluster === null ? group.place(ids.map((id) => ({ id, place: null }))) : group.placeLast(ids, cluster);
    if (this.#allowed(done)) this.#show(ids);
  }

  sendToNew(ids: readonly string[]): void {
    const made = this.#board.deeds.group.gather(ids, freeSlot(this.control.arrangement));
    this.#after('id' in made ? { newCluster: made.id } : made);
  }

  /** Goes so near or far that one sees a cluster as a whole. */
  zoomToCluster(id: string): void {
    this.control.zoomTo(this.control.arrangement.clusters.get(id));
  }

  /** The same around a card; one that lies in no cluster shows the whole wall. */
  zoomAround(id: string): void {
    const cluster = this.control.arrangement.cards.get(id)?.cluster ?? null;
    if (cluster === null) this.control.fit();
    else this.zoomToCluster(cluster);
  }

  letGo(): void {
    this.#after(this.dragging.letGo());
  }

  /** After the board was laid out anew. */
  settle(): void {
    this.selection.keep(this.control.arrangement.cards);
    this.walk.settle();
  }

  stop(): void {
    this.dragging.cancel();
    this.stopWriting();
    this.others.stop();
    this.#board.presence.setCursor(null);
  }

  #show([first]: readonly string[]): void {
    this.selection.clear();
    this.control.arrange(this.#board.view);
    if (first !== undefined) this.walk.focus(first);
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
