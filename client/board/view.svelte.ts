import type * as Y from 'yjs';
import { SvelteMap } from 'svelte/reactivity';
import { notesOf, readNote } from '#shared/document/notebook.ts';
import {
  actionsOf,
  clustersOf,
  commentsOf,
  ideasOf,
  marksOf,
  readAction,
  readCluster,
  readComment,
  readIdea,
  readMark,
} from '#shared/document/read.ts';
import type { Action, Cluster, Idea, Place, Point } from '#shared/model/board.ts';
import { Stacks } from './stacks.svelte.ts';
import { Talk } from './talk.svelte.ts';

/** An idea as components read it. Each field is its own signal: moving a card re-runs what shows its place, nothing else. */
export class IdeaView implements Idea {
  readonly id: string;
  text = $state('');
  author: string | null = $state(null);
  sector = $state('');
  createdAt = $state(0);
  place: Place | undefined = $state.raw();
  under: string | undefined = $state();
  hidden: true | undefined = $state();
  from: string | undefined = $state();

  constructor(idea: Idea) {
    this.id = idea.id;
    this.patch(idea);
  }

  patch(idea: Idea): void {
    this.text = idea.text;
    this.author = idea.author;
    this.sector = idea.sector;
    this.createdAt = idea.createdAt;
    if (!samePlace(this.place, idea.place)) this.place = idea.place;
    this.under = idea.under;
    this.hidden = idea.hidden;
    this.from = idea.from;
  }
}

export class ClusterView implements Cluster {
  readonly id: string;
  title = $state('');
  at: Point = $state.raw([0, 0]);
  createdBy: string | null = $state(null);
  createdAt = $state(0);

  constructor(cluster: Cluster) {
    this.id = cluster.id;
    this.patch(cluster);
  }

  patch(cluster: Cluster): void {
    this.title = cluster.title;
    if (!samePoint(this.at, cluster.at)) this.at = cluster.at;
    this.createdBy = cluster.createdBy;
    this.createdAt = cluster.createdAt;
  }
}

export class ActionView implements Action {
  readonly id: string;
  what = $state('');
  on: string | undefined = $state();
  who: readonly string[] = $state.raw([]);
  accepted: readonly string[] = $state.raw([]);
  due: string | undefined = $state();
  createdAt = $state(0);

  constructor(action: Action) {
    this.id = action.id;
    this.patch(action);
  }

  patch(action: Action): void {
    this.what = action.what;
    this.on = action.on;
    if (String(this.who) !== String(action.who)) this.who = action.who;
    if (String(this.accepted) !== String(action.accepted)) this.accepted = action.accepted;
    this.due = action.due;
    this.createdAt = action.createdAt;
  }
}

const samePoint = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if ('in' in a) return 'in' in b && a.in === b.in && a.rank === b.rank;
  return 'at' in b && samePoint(a.at, b.at);
}

/**
 * The board document as components see it: one deep observer feeds maps of small reactive objects, which are patched and
 * never replaced. Nobody writes here; writing goes through `Deeds` and comes back by the observer. Own corrections in the
 * notebook lie over it until the server has carried them to the board, so that nobody waits to see what they typed.
 */
export class BoardView {
  readonly ideas = new SvelteMap<string, IdeaView>();
  readonly clusters = new SvelteMap<string, ClusterView>();
  readonly actions = new SvelteMap<string, ActionView>();
  /** What was merged into which idea. */
  readonly stacks = new Stacks<IdeaView>();
  /** Comments and marks. */
  readonly talk = new Talk();
  /** Grows by one with every transaction that changed ideas or clusters: for what must look at everything, like the layout. */
  version = $state(0);
  /** Stops following the document. */
  readonly stop: () => void;

  constructor(doc: Y.Doc, notebook: Y.Doc) {
    const [ideas, notes] = [ideasOf(doc), notesOf(notebook)];
    const patch = (id: string): void => {
      const under = this.ideas.get(id)?.under;
      patchIdea(this.ideas, id, corrected(ideas.get(id), notes.get(id), id));
      this.stacks.touched(under, this.ideas.get(id)?.under);
    };
    const stops = [
      follow(ideas, patch),
      follow(notes, patch),
      follow(clustersOf(doc), (id, entry) => patchCluster(this.clusters, id, entry)),
      follow(actionsOf(doc), (id, entry) => patchAction(this.actions, id, entry)),
      follow(commentsOf(doc), (id, entry) => this.talk.comment(id, entry && readComment(id, entry))),
      follow(marksOf(doc), (key, entry) => this.talk.mark(key, entry && readMark(key, entry))),
      this.#count(doc, [ideas, clustersOf(doc)]),
      this.#count(notebook, [notes]),
    ];
    this.stacks.settle(this.ideas);
    this.stop = () => {
      for (const stop of stops) stop();
    };
  }

  /** An idea and what lies under it, which stand on the wall as one. */
  together(id: string): readonly string[] {
    return [id, ...this.stacks.of(id).map((below) => below.id)];
  }

  #count(doc: Y.Doc, roots: readonly Entries[]): () => void {
    const count = (transaction: Y.Transaction): void => {
      const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes;
      if (!roots.some((root) => changed.has(root))) return;
      this.stacks.settle(this.ideas);
      this.version += 1;
    };
    doc.on('afterTransaction', count);
    return () => doc.off('afterTransaction', count);
  }
}

type Entries = Y.Map<Y.Map<unknown>>;
type Patch = (id: string, entry: Y.Map<unknown> | undefined) => void;

/** Hands every entry over once, then each entry that a transaction touched; `undefined` means it is gone. */
function follow(root: Entries, patch: Patch): () => void {
  for (const [id, entry] of root) patch(id, entry);
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const id of touchedIds(events)) patch(id, root.get(id));
  };
  root.observeDeep(observe);
  return () => root.unobserveDeep(observe);
}

function touchedIds(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Set<string> {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- used up at once
  const ids = new Set<string>();
  for (const event of events) {
    if (event.path.length > 0) ids.add(String(event.path[0]));
    else for (const id of event.changes.keys.keys()) ids.add(id);
  }
  return ids;
}

/** An idea as its author left it; undefined when it is gone. */
function corrected(entry: Y.Map<unknown> | undefined, noted: Y.Map<unknown> | undefined, id: string): Idea | undefined {
  const note = noted && readNote(id, noted);
  if (!entry || note?.dropped) return undefined;
  const idea = readIdea(id, entry);
  const isAhead = note?.carried !== undefined && note.carried !== note.text;
  return isAhead ? { ...idea, text: note.text } : idea;
}

function patchIdea(ideas: SvelteMap<string, IdeaView>, id: string, idea: Idea | undefined): void {
  if (!idea) ideas.delete(id);
  else {
    const known = ideas.get(id);
    if (known) known.patch(idea);
    else ideas.set(id, new IdeaView(idea));
  }
}

function patchCluster(clusters: SvelteMap<string, ClusterView>, id: string, entry: Y.Map<unknown> | undefined): void {
  if (!entry) clusters.delete(id);
  else {
    const cluster = readCluster(id, entry);
    const known = clusters.get(id);
    if (known) known.patch(cluster);
    else clusters.set(id, new ClusterView(cluster));
  }
}

function patchAction(actions: SvelteMap<string, ActionView>, id: string, entry: Y.Map<unknown> | undefined): void {
  if (!entry) actions.delete(id);
  else {
    const action = readAction(id, entry);
    const known = actions.get(id);
    if (known) known.patch(action);
    else actions.set(id, new ActionView(action));
  }
}
