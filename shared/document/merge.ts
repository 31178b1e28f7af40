import * as Y from 'yjs';
import { ideasOf } from './read.ts';
import type { Origin } from './write.ts';

/**
 * Merged ideas lie under others, one level deep: whoever is merged takes along what lies under it, and whoever is merged into
 * a merged idea lies under the one on the wall. Nothing lies under itself, or under what is not there.
 */

type Entry = Y.Map<unknown>;

/** Merges an idea into another; null: it stands for itself again. Does nothing when either is gone or that would be itself. */
export function mergeIdea(
  doc: Y.Doc,
  { id, into }: { readonly id: string; readonly into: string | null },
  origin: Origin,
): void {
  doc.transact(() => {
    const ideas = ideasOf(doc);
    const idea = ideas.get(id);
    const head = into === null ? null : headOf(ideas, id, into);
    if (!(idea instanceof Y.Map) || (into !== null && head === null)) return;
    putUnder(idea, head);
    mendMerges(doc, new Set([id]));
  }, origin);
}

/** Lets everything that lies under an idea stand for itself again, where it was before. */
export function takeApart(doc: Y.Doc, head: string, origin: Origin): void {
  doc.transact(() => {
    for (const idea of belowThese(ideasOf(doc), new Set([head])).get(head) ?? []) putUnder(idea, null);
  }, origin);
}

/** Mends what became of merges when these ideas were merged, made or deleted; costs one walk over the ideas. */
export function mendMerges(doc: Y.Doc, changed: ReadonlySet<string>): void {
  if (changed.size === 0) return;
  const ideas = ideasOf(doc);
  const below = belowThese(ideas, changed);
  for (const id of changed) {
    const idea = ideas.get(id);
    const head = idea instanceof Y.Map ? settled(ideas, id, idea) : null;
    // What lies under one that is gone comes back to the wall; under one on the wall it stays.
    if (idea !== undefined && head === null) continue;
    for (const each of below.get(id) ?? []) if (underOf(each) === id) putUnder(each, head);
  }
}

function belowThese(ideas: Y.Map<Entry>, these: ReadonlySet<string>): Map<string, Entry[]> {
  const below = new Map<string, Entry[]>();
  for (const idea of ideas.values()) {
    const under = underOf(idea);
    if (under !== null && these.has(under)) below.set(under, [...(below.get(under) ?? []), idea]);
  }
  return below;
}

/** Puts an idea where it belongs; gives under which one, null for none. */
function settled(ideas: Y.Map<Entry>, id: string, idea: Entry): string | null {
  const under = underOf(idea);
  const head = under === null ? null : headOf(ideas, id, under);
  putUnder(idea, head);
  return head;
}

/** The idea on the wall above; null when there is none, or when the way up leads in a circle. */
function headOf(ideas: Y.Map<Entry>, id: string, under: string): string | null {
  const seen = new Set([id]);
  let head: string | null = null;
  for (let above: string | null = under; above !== null && ideas.has(above); above = underOf(ideas.get(above))) {
    if (seen.has(above)) return null;
    seen.add(above);
    head = above;
  }
  return head;
}

function underOf(idea: unknown): string | null {
  const under: unknown = idea instanceof Y.Map ? idea.get('under') : null;
  return typeof under === 'string' ? under : null;
}

function putUnder(idea: Entry, head: string | null): void {
  if (underOf(idea) === head) return;
  if (head === null) idea.delete('under');
  else idea.set('under', head);
}
