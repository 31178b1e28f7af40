import * as Y from 'yjs';
import type { Place, Point } from '../model/board.ts';
import { mendMerges } from './merge.ts';
import { actionsOf, clustersOf, ideasOf } from './read.ts';

/** Every write to a board document, each one transaction that says where it came from. Nothing else writes. */

export type Origin =
  | { readonly is: 'deed'; readonly by: string }
  | { readonly is: 'import' }
  | { readonly is: 'repair' }
  /** From a notebook to the board. */
  | { readonly is: 'carry' }
  /** Back to an earlier version. */
  | { readonly is: 'restore' };

export interface NewIdea {
  readonly id: string;
  readonly text: string;
  readonly author: string | null;
  readonly sector: string;
  readonly createdAt: number;
  readonly place?: Place | undefined;
  /** The idea into which this one was merged; only imports bring it along. */
  readonly under?: string | undefined;
  readonly from?: string | undefined;
}

export interface NewCluster {
  readonly id: string;
  readonly title: string;
  readonly at: Point;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

export function entryOf(fields: Record<string, unknown>): Y.Map<unknown> {
  const entry = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) entry.set(key, value);
  return entry;
}

export function postIdea(doc: Y.Doc, idea: NewIdea, origin: Origin): void {
  const { id, text, ...rest } = idea;
  doc.transact(() => ideasOf(doc).set(id, entryOf({ ...rest, text: new Y.Text(text) })), origin);
}

/** Moves an idea; null is the pool. Does nothing when the idea is gone. */
export function placeIdea(doc: Y.Doc, id: string, place: Place | null, origin: Origin): void {
  doc.transact(() => {
    const idea = ideasOf(doc).get(id);
    if (!idea) return;
    if (place) idea.set('place', place);
    else if (idea.has('place')) idea.delete('place');
  }, origin);
}

/** Takes an idea off the wall, or puts it back where it was. */
export function hideIdea(doc: Y.Doc, id: string, hidden: boolean, origin: Origin): void {
  doc.transact(() => {
    const idea = ideasOf(doc).get(id);
    if (hidden) idea?.set('hidden', true);
    else if (idea?.has('hidden')) idea.delete('hidden');
  }, origin);
}

/** Removes an idea; what was merged into it stands on the wall again. */
export function removeIdea(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => {
    ideasOf(doc).delete(id);
    mendMerges(doc, new Set([id]));
  }, origin);
}

export function createCluster(doc: Y.Doc, cluster: NewCluster, origin: Origin): void {
  const { id, title, ...rest } = cluster;
  doc.transact(() => clustersOf(doc).set(id, entryOf({ ...rest, title: new Y.Text(title) })), origin);
}

export function moveCluster(doc: Y.Doc, id: string, at: Point, origin: Origin): void {
  doc.transact(() => clustersOf(doc).get(id)?.set('at', at), origin);
}

/** Removes a cluster; its ideas go back to the pool. */
export function removeCluster(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => {
    for (const idea of ideasIn(doc, new Set([id]))) idea.delete('place');
    clustersOf(doc).delete(id);
  }, origin);
}

/** The entries of all ideas whose place names one of the given clusters. */
export function ideasIn(doc: Y.Doc, clusterIds: ReadonlySet<string>): Y.Map<unknown>[] {
  return [...ideasOf(doc).values()].filter((idea) => {
    const place = idea.get('place') as Place | undefined;
    return place !== undefined && 'in' in place && clusterIds.has(place.in);
  });
}

/** The text people type into: an idea's `text`, a cluster's `title` or an action's `what`. */
export function textAt(doc: Y.Doc, root: TextRoot, id: string): Y.Text | null {
  const [entries, field] = TEXTS[root];
  const text = entries(doc).get(id)?.get(field);
  return text instanceof Y.Text ? text : null;
}

export type TextRoot = 'ideas' | 'clusters' | 'actions';

const TEXTS = {
  ideas: [ideasOf, 'text'],
  clusters: [clustersOf, 'title'],
  actions: [actionsOf, 'what'],
} as const;

/** Turns the text into `next` by the smallest insert and delete, so that what others type at the same time stays. */
export function rewriteText(doc: Y.Doc, text: Y.Text, next: string, origin: Origin): void {
  const before = text.toString();
  if (before === next) return;
  let start = 0;
  const shorter = Math.min(before.length, next.length);
  while (start < shorter && before[start] === next[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  [start, end] = keepPairs(before, next, start, end);
  doc.transact(() => {
    if (before.length - end > start) text.delete(start, before.length - end - start);
    if (next.length - end > start) text.insert(start, next.slice(start, next.length - end));
  }, origin);
}

const isLow = (unit: string | undefined): boolean => unit !== undefined && unit >= '\uDC00' && unit <= '\uDFFF';

/** Never cuts an emoji in two: half a surrogate pair cannot be stored in UTF-8. */
function keepPairs(before: string, next: string, start: number, end: number): [number, number] {
  const from = isLow(before[start]) || isLow(next[start]) ? start - 1 : start;
  const cutsTail = end > 0 && isLow(before[before.length - end]);
  return [Math.max(0, from), cutsTail ? end - 1 : end];
}
