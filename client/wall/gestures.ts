import type { Attachment } from 'svelte/attachments';
import { cardOver } from '#shared/layout/drop.ts';
import type { Point } from '#shared/model/board.ts';
import { EdgePan } from './edge-pan.ts';
import { targetOf, type Target } from './target.ts';
import { wheelPan, wheelZoom } from './wheel.ts';
import type { WallWork } from './wall.svelte.ts';

/** Pixels a pointer moves before a press becomes a drag. */
const SLACK = 4;

/** Events whose usual effect the wall may prevent. */
const HALTED = new Set(['wheel', 'contextmenu']);
/** Milliseconds after which a finger that rests on a card selects it. */
const REST_MS = 500;

type Hold =
  | { readonly is: 'none' }
  | {
      readonly is: 'press';
      readonly pointer: number;
      readonly from: Point;
      readonly on: Target;
      readonly touch: boolean;
      /** With Shift, Ctrl or Cmd: it selects. */
      readonly selects: boolean;
    }
  | { readonly is: 'pan'; readonly pointer: number; readonly last: Point }
  | { readonly is: 'drag'; readonly pointer: number }
  | { readonly is: 'frame'; readonly pointer: number }
  | { readonly is: 'pinch'; readonly fingers: ReadonlyMap<number, Point> };

/**
 * Pointer, wheel and keys on the wall: the wheel pans, Ctrl+wheel zooms at the pointer, a drag on free wall pans and on a
 * card or a cluster's head carries it, two fingers pinch, Escape puts back what is carried. With Shift (or Ctrl) a click
 * selects a card, and a drag on free wall draws a frame around many; a finger does so by resting on a card.
 */
export const gestures =
  (work: WallWork, pointed: (at: Point | null) => void): Attachment<HTMLElement> =>
  (view) => {
    const hands = new Hands(view, work, pointed);
    const listeners = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(kind: K, does: (event: HTMLElementEventMap[K]) => void): void =>
      view.addEventListener(kind, does, { signal: listeners.signal, passive: !HALTED.has(kind) });
    on('pointerdown', (event) => hands.press(event));
    on('pointermove', (event) => hands.move(event));
    on('pointerup', (event) => hands.release(event));
    on('pointercancel', () => hands.drop());
    on('pointerleave', () => pointed(null));
    on('wheel', (event) => hands.wheel(event));
    on('contextmenu', (event) => hands.contextMenu(event));
    on('dblclick', (event) => hands.doubleClick(event));
    const observer = new ResizeObserver(() => hands.measure());
    observer.observe(view);
    on('pointerenter', () => hands.measure());
    addEventListener('keydown', (event) => hands.key(event), { signal: listeners.signal, capture: true });
    return () => {
      hands.drop();
      observer.disconnect();
      listeners.abort();
    };
  };

class Hands {
  readonly #view: HTMLElement;
  readonly #work: WallWork;
  readonly #pointed: (at: Point | null) => void;
  readonly #edges: EdgePan;
  #hold: Hold = { is: 'none' };
  #last: Point = [0, 0];
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** The view's corner in the page: measured when it may have changed, as asking at every event would force a layout. */
  #corner: Point = [0, 0];

  constructor(view: HTMLElement, work: WallWork, pointed: (at: Point | null) => void) {
    this.#view = view;
    this.#work = work;
    this.#pointed = pointed;
    this.#edges = new EdgePan((by) => {
      work.control.pan(by);
      this.#carry();
    });
  }

  measure(): void {
    const { left, top } = this.#view.getBoundingClientRect();
    this.#corner = [left, top];
  }

  press(event: PointerEvent): void {
    this.measure();
    const on = this.#on(event);
    if (on.is === 'other' || event.button > 1) return;
    const touch = event.pointerType === 'touch';
    const at = this.#pixel(event);
    if (touch && this.#hold.is !== 'none' && this.#hold.is !== 'drag') this.#pinchWith(event.pointerId, at);
    else if (this.#hold.is === 'none') {
      const free: Target = { is: 'wall' };
      const selects = event.button === 0 && (event.shiftKey || event.ctrlKey || event.metaKey);
      const target = event.button === 1 ? free : on;
      this.#hold = { is: 'press', pointer: event.pointerId, from: at, on: target, touch, selects };
      if (touch && on.is === 'card') this.#rest = setTimeout(() => this.#rested(on.id), REST_MS);
    }
    this.#last = at;
  }

  move(event: PointerEvent): void {
    const at = this.#pixel(event);
    if (event.pointerType !== 'touch') this.#pointed(this.#work.control.worldAt(at));
    const hold = this.#hold;
    if (hold.is === 'pinch') this.#pinch(hold.fingers, event.pointerId, at);
    else if (hold.is !== 'none' && hold.pointer === event.pointerId) this.#moveHold(hold, at);
    this.#last = at;
  }

  release(event: PointerEvent): void {
    const hold = this.#hold;
    if (hold.is === 'none' || (hold.is !== 'pinch' && hold.pointer !== event.pointerId)) return;
    this.#hold = { is: 'none' };
    this.#rests();
    if (hold.is === 'drag') this.#work.letGo();
    else if (hold.is === 'frame') this.#work.selection.endFrame();
    else if (hold.is === 'press') this.#click(hold);
  }

  /** Lets everything go without placing it. */
  drop(): void {
    this.#hold = { is: 'none' };
    this.#rests();
    this.#work.dragging.cancel();
    this.#work.selection.cancelFrame();
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { control } = this.#work;
    if (event.ctrlKey || event.metaKey) control.zoomAt(this.#pixel(event), wheelZoom(event));
    else control.pan(wheelPan(event, control.size));
    this.#carry();
  }

  doubleClick(event: MouseEvent): void {
    this.measure();
    const on = this.#on(event);
    if (on.is === 'card') this.#work.edit(on.id);
    else if (on.is === 'cluster') this.#work.zoomToCluster(on.id);
    else if (on.is === 'wall') this.#work.startIdea(this.#work.control.worldAt(this.#pixel(event)));
  }

  /** A finger that rests selects; the browser's own menu would take the finger away. */
  contextMenu(event: MouseEvent): void {
    if (event instanceof PointerEvent && event.pointerType === 'touch') event.preventDefault();
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    if (this.#hold.is === 'drag' || this.#hold.is === 'frame') this.drop();
    else if (this.#work.selection.ids.size > 0 && !hasOwnEscape(event.target)) this.#work.selection.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #moveHold(hold: Exclude<Hold, { is: 'none' | 'pinch' }>, at: Point): void {
    if (hold.is === 'press') {
      if (Math.hypot(at[0] - hold.from[0], at[1] - hold.from[1]) >= SLACK) this.#begin(hold, at);
    } else if (hold.is === 'pan') {
      this.#work.control.pan([at[0] - hold.last[0], at[1] - hold.last[1]]);
      this.#hold = { ...hold, last: at };
    } else {
      this.#last = at;
      this.#edges.follow(at, this.#work.control.size);
      this.#carry();
    }
  }

  /** A press that moved: carries what lies under it, or pans where nothing does. A finger pans also from a card that stays. */
  #begin(hold: Extract<Hold, { is: 'press' }>, at: Point): void {
    this.#view.setPointerCapture(hold.pointer);
    const { on, pointer, from, touch } = hold;
    clearTimeout(this.#rest);
    if (hold.selects && !touch && on.is !== 'card') return this.#beginFrame(hold, at);
    const stays = touch && !this.#work.mayCarry;
    const carried = !stays && (on.is === 'card' || on.is === 'cluster') ? on : null;
    if (carried && this.#work.lift(carried, this.#work.control.worldAt(from))) {
      this.#hold = { is: 'drag', pointer };
      this.#last = at;
      this.#carry();
      return;
    }
    if (carried) {
      this.#hold = { is: 'none' };
      return;
    }
    this.#hold = { is: 'pan', pointer, last: from };
    this.#view.classList.add('panning');
    this.#moveHold(this.#hold, at);
  }

  #beginFrame({ pointer, from }: Extract<Hold, { is: 'press' }>, at: Point): void {
    this.#hold = { is: 'frame', pointer };
    this.#work.selection.beginFrame(this.#work.control.worldAt(from));
    this.#last = at;
    this.#carry();
  }

  /** A press that did not move. */
  #click({ on, selects, touch }: Extract<Hold, { is: 'press' }>): void {
    const { selection } = this.#work;
    if (on.is === 'card' && (selects || (touch && selection.ids.size > 0))) selection.toggle(on.id);
    else if (!selects) selection.clear();
  }

  /** A finger has rested on a card: that selects it, and from then on a tap selects others. */
  #rested(id: string): void {
    if (this.#hold.is !== 'press') return;
    this.#hold = { is: 'none' };
    this.#work.selection.toggle(id);
  }

  /** The hand holds nothing any more. */
  #rests(): void {
    clearTimeout(this.#rest);
    this.#edges.stop();
    this.#view.classList.remove('panning');
  }

  /** What is in the hand, or the frame that is drawn, follows the pointer over the wall. */
  #carry(): void {
    const { control, selection } = this.#work;
    if (this.#hold.is === 'frame') selection.stretchTo(control.worldAt(this.#last), control.arrangement.cards.values());
    if (this.#hold.is === 'drag') this.#work.dragging.moveTo(control.worldAt(this.#last));
    if (this.#hold.is === 'drag' && this.#work.dragging.is === 'nothing') this.drop();
  }

  #pinchWith(pointer: number, at: Point): void {
    clearTimeout(this.#rest);
    const fingers = new Map<number, Point>([[pointer, at]]);
    if (this.#hold.is === 'press' || this.#hold.is === 'pan') fingers.set(this.#hold.pointer, this.#last);
    this.#hold = { is: 'pinch', fingers };
  }

  #pinch(fingers: ReadonlyMap<number, Point>, pointer: number, at: Point): void {
    const before = fingers.get(pointer);
    const other = [...fingers].find(([id]) => id !== pointer)?.[1];
    if (!before || !other) return;
    const spread = (a: Point): number => Math.max(1, Math.hypot(a[0] - other[0], a[1] - other[1]));
    const { control } = this.#work;
    control.pan([(at[0] - before[0]) / 2, (at[1] - before[1]) / 2]);
    control.zoomAt([(at[0] + other[0]) / 2, (at[1] + other[1]) / 2], spread(at) / spread(before));
    this.#hold = { is: 'pinch', fingers: new Map([...fingers, [pointer, at]]) };
  }

  /** What is under the pointer, also where cards are only painted. */
  #on(event: MouseEvent): Target {
    const { control } = this.#work;
    const on = targetOf(event.target);
    if (on.is !== 'wall' || !control.shown.painted) return on;
    const card = cardOver(control.arrangement, { id: '', pointer: control.worldAt(this.#pixel(event)) });
    return card ? { is: 'card', id: card.id } : on;
  }

  #pixel(event: MouseEvent): Point {
    return [event.clientX - this.#corner[0], event.clientY - this.#corner[1]];
  }
}

/** Where Escape means something else already. */
const hasOwnEscape = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, dialog, [role=menu]') !== null;
