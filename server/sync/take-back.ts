import * as Y from 'yjs';
import { fieldOf, type Schema } from '#shared/document/schema.ts';
import { rewriteText } from '#shared/document/write.ts';
import type { Reason } from '#shared/rules/may.ts';
import type { Writer } from '#shared/rules/permissions.ts';
import type { Violation } from './gate.ts';
import { forgetPositions } from './positions.ts';

/**
 * Takes back what the step does not allow: what stood there before an update is remembered, the update is applied, and the
 * same transaction puts it back. So no replica ever shows the forbidden state, and all end alike.
 */

/** A text that was taken back; it goes into its writer's notebook. */
export interface Returned {
  readonly participantId: string;
  /** The id of the entry for which it was meant. */
  readonly key: string;
  readonly text: string;
  readonly why: Reason | 'too-long';
}

/** An entry as plain values; texts as strings. */
type Plain = ReadonlyMap<string, unknown>;

export interface Standing {
  readonly violation: Violation;
  readonly entry: Y.Map<unknown> | null;
  readonly fields: Plain | null;
}

const ORIGIN = { is: 'repair' } as const;

/** What stands where an update is about to do what is not allowed. */
export function standingAt(doc: Y.Doc, violations: readonly Violation[]): readonly Standing[] {
  return violations.map((violation) => {
    const entry = entryAt(doc, violation);
    return { violation, entry, fields: entry && plain(entry) };
  });
}

/** Puts back what stood there; gives the texts that went. */
export function takeBack(
  doc: Y.Doc,
  standing: readonly Standing[],
  { writer, schema }: { writer: Writer; schema: Schema },
): readonly Returned[] {
  return standing.flatMap((each) => {
    const texts = each.violation.field === null ? putBackEntry(doc, each, schema) : putBackField(doc, each, writer);
    const { entry: key, why } = each.violation;
    const { participantId } = writer;
    return texts.filter((text) => text.trim() !== '').map((text) => ({ participantId, key, text, why }));
  });
}

function entryAt(doc: Y.Doc, { root, entry }: Violation): Y.Map<unknown> | null {
  const found = doc.getMap(root).get(entry);
  return found instanceof Y.Map ? found : null;
}

const plainValue = (value: unknown): unknown => (value instanceof Y.Text ? value.toString() : value);
const plain = (entry: Y.Map<unknown>): Plain =>
  new Map([...entry.entries()].map(([key, value]) => [key, plainValue(value)]));

/** Takes back a new entry, a replacement or a deletion. */
function putBackEntry(doc: Y.Doc, standing: Standing, schema: Schema): string[] {
  const { violation, entry, fields } = standing;
  const now = entryAt(doc, violation);
  if (now === entry) return [];
  if (fields?.has('carried') === true) return keepCarried(doc, { ...standing, fields }, schema);
  const texts = now === null ? [] : textsIn(now, fields);
  const root = doc.getMap(violation.root);
  if (fields === null) root.delete(violation.entry);
  else root.set(violation.entry, revived(fields, violation.root, schema));
  return texts;
}

/** A note that is on the board and that its owner took away is one that they want off the board; a new one in its place stands there. */
function keepCarried(doc: Y.Doc, { violation, fields }: Standing & { fields: Plain }, schema: Schema): string[] {
  const now = entryAt(doc, violation);
  if (now !== null) now.set('carried', fields.get('carried'));
  else {
    const dropped = new Map([...fields, ['dropped', true]]);
    doc.getMap(violation.root).set(violation.entry, revived(dropped, violation.root, schema));
  }
  return [];
}

/** Texts of an entry that did not stand in it before. */
export const textsIn = (entry: Y.Map<unknown>, before: Plain | null): string[] =>
  [...entry.entries()]
    .filter(([key, value]) => value instanceof Y.Text || key === 'text')
    .map(([key, value]) => [key, plainValue(value)] as const)
    .filter(([key, text]) => text !== before?.get(key))
    .map(([, text]) => String(text));

function revived(fields: Plain, root: string, schema: Schema): Y.Map<unknown> {
  const entry = new Y.Map<unknown>();
  for (const [key, value] of fields) {
    const isText = fieldOf(schema, root, key)?.is === 'text';
    entry.set(key, isText ? new Y.Text(String(value)) : value);
  }
  return entry;
}

function putBackField(doc: Y.Doc, { violation, fields }: Standing, writer: Writer): string[] {
  const { field } = violation;
  const entry = entryAt(doc, violation);
  if (entry === null || field === null) return [];
  const [now, before] = [entry.get(field), fields?.get(field)];
  if (field === 'accepted') return keepOwnWord(entry, { before, said: violation.value, ...writer });
  if (JSON.stringify(plainValue(now)) === JSON.stringify(before)) return [];
  if (now instanceof Y.Text) {
    const [text, stood] = [now.toString(), typeof before === 'string' ? before : ''];
    forgetPositions(now);
    rewriteText(doc, now, stood, ORIGIN);
    forgetPositions(now);
    const isOwn = entry.get('author') === writer.participantId;
    return isOwn || !isCutFrom(stood, text) ? [text] : [];
  }
  if (before === undefined) entry.delete(field);
  else entry.set(field, before);
  return field === 'text' && typeof now === 'string' ? [now] : [];
}

interface Word {
  readonly participantId: string;
  readonly before: unknown;
  readonly said: unknown;
}

/**
 * Of a list of who accepted, only one's own place in it is one's own to change. What they said counts, and not what yjs made
 * of it and of what others said at the same moment.
 */
function keepOwnWord(entry: Y.Map<unknown>, { participantId, before, said }: Word): string[] {
  const listed = (it: unknown): unknown[] => (Array.isArray(it) ? it : []);
  const others = listed(before).filter((id) => id !== participantId);
  entry.set('accepted', listed(said).includes(participantId) ? [...others, participantId] : others);
  return [];
}

/** Whether a text is another one of which only something was taken away: then it has no word of whoever did that. */
function isCutFrom(whole: string, text: string): boolean {
  let at = 0;
  for (const letter of whole) if (text.startsWith(letter, at)) at += letter.length;
  return at === text.length;
}
