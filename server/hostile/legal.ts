import * as Y from 'yjs';
import { BOARD, fieldOf, rootOf } from '#shared/document/schema.ts';
import type { Place } from '#shared/model/board.ts';

/** Everything about a board document that no person may ever see, as sentences; none when it is a legal board. */
export const illegalities = (doc: Y.Doc, seats: ReadonlySet<string>): string[] => [
  ...malformations(doc, seats),
  ...homelessIn(doc),
  ...strayIn(doc),
];

/** The same, but for what somebody's own edits may bring about on their own copy until the server has answered them. */
export function malformations(doc: Y.Doc, seats: ReadonlySet<string>): string[] {
  const faults = pendingIn(doc);
  for (const root of doc.share.keys()) {
    if (rootOf(BOARD, root) !== null) faults.push(...inRoot(doc, root, seats));
    else faults.push(`the root ${root}`);
  }
  return faults;
}

const pendingIn = ({ store }: Y.Doc): string[] =>
  store.pendingStructs === null && store.pendingDs === null ? [] : ['something pending'];

function inRoot(doc: Y.Doc, name: string, seats: ReadonlySet<string>): string[] {
  const root = doc.getMap(name);
  const faults = root._start === null ? [] : [`${name} is a list`];
  for (const [id, entry] of root) {
    if (rootOf(BOARD, name)?.fits(id) !== true) faults.push(`${name}/${id} has no id`);
    if (!isA(entry, Y.Map)) faults.push(`${name}/${id} is no entry`);
    else faults.push(...inEntry({ name, id, entry }, seats));
  }
  return faults;
}

interface Entry {
  readonly name: string;
  readonly id: string;
  readonly entry: Y.Map<unknown>;
}

function inEntry({ name, id, entry }: Entry, seats: ReadonlySet<string>): string[] {
  const faults = entry._start === null ? [] : [`${name}/${id} is a list`];
  for (const [key, value] of entry) if (!fits(name, key, value)) faults.push(`${name}/${id}/${key}`);
  const author = entry.get('author') ?? entry.get('createdBy') ?? null;
  if (author !== null && !seats.has(author as string)) faults.push(`${name}/${id} is by nobody here`);
  return faults;
}

/** Ideas in a cluster that is not there. */
function homelessIn(doc: Y.Doc): string[] {
  const clusters = doc.getMap('clusters');
  return [...doc.getMap('ideas')]
    .filter(([, idea]) => {
      const place = isA(idea, Y.Map) ? (idea.get('place') as Place | undefined) : undefined;
      return place !== undefined && 'in' in place && !clusters.has(place.in);
    })
    .map(([id]) => `ideas/${id} is nowhere`);
}

/** Ideas merged into what is not there, or into what was merged itself. */
function strayIn(doc: Y.Doc): string[] {
  const ideas = doc.getMap('ideas');
  const underOf = (idea: unknown) => (isA(idea, Y.Map) ? (idea.get('under') as string | undefined) : undefined);
  return [...ideas]
    .map(([id, idea]) => ({ id, under: underOf(idea) }))
    .filter(({ under }) => under !== undefined && (!ideas.has(under) || underOf(ideas.get(under)) !== undefined))
    .map(({ id, under }) => `ideas/${id} is merged into ${String(under)}`);
}

function fits(name: string, key: string, value: unknown): boolean {
  const field = fieldOf(BOARD, name, key);
  if (field === null) return false;
  if (field.is === 'value') return field.fits(value);
  return isA(value, Y.Text) && value._map.size === 0 && isPlain(value) && value.length <= field.max;
}

/** No embeds, no formats. */
const isPlain = (text: Y.Text): boolean =>
  (text.toDelta() as { insert: unknown; attributes?: unknown }[]).every(
    ({ insert, attributes }) => typeof insert === 'string' && attributes === undefined,
  );

const isA = <T extends object>(value: unknown, kind: new () => T): value is T =>
  value instanceof kind && value.constructor === kind;
