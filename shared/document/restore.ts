import * as Y from 'yjs';
import type { PlainDocument, PlainEntry, RestoreSize, VersionContent } from '../model/version.ts';
import { differenceTo, type Deed, type Difference } from './difference.ts';
import { plainEntry, plainOf } from './plain.ts';
import { BOARD, fieldOf } from './schema.ts';
import { entryOf, rewriteText, type Origin } from './write.ts';

export interface Restored {
  /** What keeping as a version before makes the restore one that can be undone; null when there was nothing to do. */
  readonly before: VersionContent | null;
  readonly size: RestoreSize;
}

const ORIGIN: Origin = { is: 'restore' };

/** Leads the board to an earlier version by the difference, in one transaction. */
export function restore(doc: Y.Doc, then: VersionContent): Restored {
  const board = plainOf(doc);
  const { deeds, left } = differenceTo(board, then);
  doc.transact(() => deeds.forEach((deed) => perform(doc, deed)), ORIGIN);
  const before = deeds.length === 0 ? null : { board, back: broughtBy(doc, deeds) };
  return { before, size: sizeOf({ deeds, left }, board, then) };
}

/** What a restore would do. */
export function measured(board: PlainDocument, then: VersionContent): RestoreSize {
  return sizeOf(differenceTo(board, then), board, then);
}

function perform(doc: Y.Doc, deed: Deed): void {
  const root = doc.getMap<Y.Map<unknown>>(deed.root);
  if (deed.is === 'bring') root.set(deed.id, entryOf(asFields(deed)));
  else if (deed.is === 'remove') root.delete(deed.id);
  else setField(doc, root.get(deed.id), deed);
}

const isText = (root: string, field: string): boolean => fieldOf(BOARD, root, field)?.is === 'text';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const asFields = ({ root, fields }: Extract<Deed, { is: 'bring' }>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, isText(root, field) ? new Y.Text(textOf(value)) : value]),
  );

function setField(doc: Y.Doc, entry: Y.Map<unknown> | undefined, deed: Extract<Deed, { is: 'set' }>): void {
  const { root, field, value } = deed;
  const standing = entry?.get(field);
  if (value === undefined) entry?.delete(field);
  else if (!isText(root, field)) entry?.set(field, value);
  else if (standing instanceof Y.Text) rewriteText(doc, standing, textOf(value), ORIGIN);
  else entry?.set(field, new Y.Text(textOf(value)));
}

function broughtBy(doc: Y.Doc, deeds: readonly Deed[]): PlainDocument {
  const brought = deeds.filter(({ is }) => is === 'bring');
  const entries = (root: string) =>
    brought.filter((deed) => deed.root === root).flatMap(({ id }) => entryAt(doc, root, id));
  return new Map(Object.keys(BOARD).map((root) => [root, new Map(entries(root))]));
}

function entryAt(doc: Y.Doc, root: string, id: string): readonly (readonly [string, PlainEntry])[] {
  const entry = doc.getMap(root).get(id);
  return entry instanceof Y.Map ? [[id, plainEntry(entry)]] : [];
}

function sizeOf({ deeds, left }: Difference, board: PlainDocument, then: VersionContent): RestoreSize {
  const ideasTo = (is: Deed['is']) =>
    new Set(deeds.filter((deed) => deed.root === 'ideas' && deed.is === is).map(({ id }) => id));
  const [back, changed, removed] = [ideasTo('bring'), ideasTo('set'), ideasTo('remove')];
  const newer = [...(board.get('ideas')?.keys() ?? [])].filter(
    (id) => !then.board.get('ideas')?.has(id) && !removed.has(id),
  );
  const sizes = { back: back.size, changed: changed.size, removed: removed.size, newer: newer.length };
  return { ...sizes, left, none: deeds.length === 0 };
}
