import * as Y from 'yjs';
import { isDay, isPlace, isPoint, type Action, type Cluster, type Idea, type PlannedBoard } from '../model/board.ts';
import { isMarkKind, markAt, type Comment, type Mark } from '../model/talk.ts';

/** Reading tolerates what is missing, so that a half-written entry is shown as far as it goes. */

type Entry = Y.Map<unknown>;

export const ideasOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('ideas');
export const clustersOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('clusters');
export const actionsOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('actions');
export const commentsOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('comments');
export const marksOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('marks');

const textOf = (value: unknown): string => (value instanceof Y.Text ? value.toString() : '');
const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];
const timeOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

export function readIdea(id: string, entry: Entry): Idea {
  const place = entry.get('place');
  const under = stringOf(entry.get('under'));
  const from = stringOf(entry.get('from'));
  return {
    id,
    text: textOf(entry.get('text')),
    author: stringOf(entry.get('author')),
    sector: stringOf(entry.get('sector')) ?? 'other',
    createdAt: timeOf(entry.get('createdAt')),
    ...(isPlace(place) ? { place } : {}),
    ...(under !== null ? { under } : {}),
    ...(entry.get('hidden') === true ? { hidden: true } : {}),
    ...(from !== null ? { from } : {}),
  };
}

export function readCluster(id: string, entry: Entry): Cluster {
  const at = entry.get('at');
  return {
    id,
    title: textOf(entry.get('title')),
    at: isPoint(at) ? at : [0, 0],
    createdBy: stringOf(entry.get('createdBy')),
    createdAt: timeOf(entry.get('createdAt')),
  };
}

export function readAction(id: string, entry: Entry): Action {
  const [on, due] = [stringOf(entry.get('on')), entry.get('due')];
  return {
    id,
    what: textOf(entry.get('what')),
    ...(on !== null ? { on } : {}),
    who: stringsOf(entry.get('who')),
    accepted: stringsOf(entry.get('accepted')),
    ...(isDay(due) ? { due } : {}),
    createdAt: timeOf(entry.get('createdAt')),
  };
}

export function readComment(id: string, entry: Entry): Comment {
  return {
    id,
    on: stringOf(entry.get('on')) ?? '',
    text: stringOf(entry.get('text')) ?? '',
    author: stringOf(entry.get('author')),
    createdAt: timeOf(entry.get('createdAt')),
  };
}

export function readMark(key: string, entry: Entry): Mark {
  const [kind, note] = [entry.get('kind'), stringOf(entry.get('note'))];
  return { ...markAt(key), kind: isMarkKind(kind) ? kind : 'join', ...(note !== null ? { note } : {}) };
}

function readAll<T>(root: Y.Map<Entry>, read: (id: string, entry: Entry) => T): Map<string, T> {
  const all = new Map<string, T>();
  root.forEach((entry, id) => {
    if (entry instanceof Y.Map) all.set(id, read(id, entry));
  });
  return all;
}

/** The whole board as plain data; costs a walk over everything. */
export const readBoard = (doc: Y.Doc): PlannedBoard => ({
  ideas: readAll(ideasOf(doc), readIdea),
  clusters: readAll(clustersOf(doc), readCluster),
  actions: readAll(actionsOf(doc), readAction),
  comments: readAll(commentsOf(doc), readComment),
  marks: readAll(marksOf(doc), readMark),
});
