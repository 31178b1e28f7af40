import { createSubscriber } from 'svelte/reactivity';
import * as Y from 'yjs';
import { actionsOf, clustersOf, commentsOf, ideasOf, marksOf } from '#shared/document/read.ts';
import type { Origin } from '#shared/document/write.ts';

/** Milliseconds within which keystrokes in one text are taken back together. */
const TYPING_MS = 1_000;

/** What a deed is about: other steps allow what is said and agreed than what is done on the wall. */
export type About = 'wall' | 'talk' | 'plan';
const ABOUT = 'about';

/** Takes back one's own deeds, one by one, and never anybody else's. */
export class Undo {
  readonly #manager: Y.UndoManager;
  readonly #subscribe: () => void;
  #last: string | null = null;

  constructor(doc: Y.Doc, origin: Origin) {
    const [wall, talk, plan] = [[ideasOf(doc), clustersOf(doc)], [commentsOf(doc), marksOf(doc)], [actionsOf(doc)]];
    this.#manager = new Y.UndoManager([...wall, ...talk, ...plan], {
      trackedOrigins: new Set([origin]),
      captureTimeout: TYPING_MS,
    });
    this.#manager.on('stack-item-added', ({ stackItem, changedParentTypes }) => {
      const changed: ReadonlyMap<unknown, unknown> = changedParentTypes;
      const has = (root: unknown): boolean => changed.has(root);
      stackItem.meta.set(ABOUT, plan.some(has) ? 'plan' : talk.some(has) ? 'talk' : 'wall');
    });
    this.#subscribe = createSubscriber((update) => this.#follow(update));
  }

  get canUndo(): boolean {
    this.#subscribe();
    return this.#manager.canUndo();
  }

  get canRedo(): boolean {
    this.#subscribe();
    return this.#manager.canRedo();
  }

  /** What the deed that would be taken back, or done again, is about. */
  about(next: 'undo' | 'redo'): About {
    const stack = next === 'undo' ? this.#manager.undoStack : this.#manager.redoStack;
    return (stack.at(-1)?.meta.get(ABOUT) as About | undefined) ?? 'wall';
  }

  /** Announces a deed. Deeds with the same `typing` key shortly after each other are taken back as one. */
  begin(typing: string | null = null): void {
    if (typing === null || typing !== this.#last) this.#manager.stopCapturing();
    this.#last = typing;
  }

  /** 'gone' when there is nothing to take back. */
  undo(): 'gone' | null {
    this.#last = null;
    return this.#manager.undo() === null ? 'gone' : null;
  }

  redo(): 'gone' | null {
    this.#last = null;
    return this.#manager.redo() === null ? 'gone' : null;
  }

  /** What was done so far is not taken back any more: whoever did it may not do it now. */
  forget(): void {
    this.#manager.clear();
  }

  stop(): void {
    this.#manager.destroy();
  }

  #follow(update: () => void): () => void {
    const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
    for (const event of events) this.#manager.on(event, update);
    return () => {
      for (const event of events) this.#manager.off(event, update);
    };
  }
}
