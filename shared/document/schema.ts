import { isDay, isPlace, isPoint } from '../model/board.ts';
import { isId } from '../model/ids.ts';
import {
  ACTION_WHAT_MAX,
  ACTION_WHO_MAX,
  BOARD_ACTIONS_MAX,
  BOARD_CLUSTERS_MAX,
  BOARD_COMMENTS_MAX,
  BOARD_IDEAS_MAX,
  BOARD_MARKS_MAX,
  CLUSTER_TITLE_MAX,
  COMMENT_TEXT_MAX,
  IDEA_TEXT_MAX,
  MARK_NOTE_MAX,
  NOTEBOOK_IDEAS_MAX,
  NOTEBOOK_RETURNED_MAX,
  ORIGIN_MAX,
} from '../model/limits.ts';
import { isSectorId } from '../model/sector.ts';

/**
 * What documents may hold: their roots, entries and fields. Every value not named here is refused by the server.
 * A root is a `Y.Map` of entries by id; an entry is a `Y.Map` of fields; a field is a `Y.Text` or one JSON value.
 */
export type Field =
  { readonly is: 'text'; readonly max: number } | { readonly is: 'value'; readonly fits: (value: unknown) => boolean };

export interface Root {
  /** Entries that a document takes. */
  readonly most: number;
  readonly fits: (entryId: string) => boolean;
  readonly fields: Readonly<Record<string, Field>>;
}

/** The roots of a document. */
export type Schema = Readonly<Record<string, Root>>;

/** Characters of an id or reason that only the server writes. */
const RETURNED_KEY_MAX = 64;

const text = (max: number): Field => ({ is: 'text', max });
const value = (fits: (value: unknown) => boolean): Field => ({ is: 'value', fits });
const string = (max: number): Field => value((it) => typeof it === 'string' && it.length <= max);
const people: Field = value((it) => Array.isArray(it) && it.length <= ACTION_WHO_MAX && it.every(isId));

/** Milliseconds since 1970, up to the year 2200. */
const time: Field = value((it) => typeof it === 'number' && Number.isInteger(it) && it >= 0 && it < 7_258_118_400_000);
const id = value(isId);
const idOrNull = value((it) => it === null || isId(it));
const isMarkId = (key: string): boolean => key.split(':').every(isId) && key.split(':').length === 2;

/** The board document. */
export const BOARD: Schema = {
  ideas: {
    most: BOARD_IDEAS_MAX,
    fits: isId,
    fields: {
      text: text(IDEA_TEXT_MAX),
      author: idOrNull,
      sector: value(isSectorId),
      createdAt: time,
      place: value(isPlace),
      under: id,
      hidden: value((it) => it === true),
      from: string(ORIGIN_MAX),
    },
  },
  clusters: {
    most: BOARD_CLUSTERS_MAX,
    fits: isId,
    fields: { title: text(CLUSTER_TITLE_MAX), at: value(isPoint), createdBy: idOrNull, createdAt: time },
  },
  comments: {
    most: BOARD_COMMENTS_MAX,
    fits: isId,
    fields: { on: id, text: string(COMMENT_TEXT_MAX), author: idOrNull, createdAt: time },
  },
  marks: {
    most: BOARD_MARKS_MAX,
    fits: isMarkId,
    fields: { kind: value((it) => it === 'join' || it === 'offer' || it === 'need'), note: string(MARK_NOTE_MAX) },
  },
  actions: {
    most: BOARD_ACTIONS_MAX,
    fits: isId,
    fields: {
      what: text(ACTION_WHAT_MAX),
      on: id,
      who: people,
      accepted: people,
      due: value(isDay),
      createdAt: time,
    },
  },
};

/** A participant's notebook: ideas that nobody else sees, and texts that came back. */
export const NOTEBOOK: Schema = {
  ideas: {
    most: NOTEBOOK_IDEAS_MAX,
    fits: isId,
    fields: {
      text: text(IDEA_TEXT_MAX),
      createdAt: time,
      /** Set by the server: the text with which the idea stands on the board. */
      carried: string(IDEA_TEXT_MAX),
      /** The author wants the idea off the board; the server sees to it. */
      dropped: value((it) => it === true),
      /** The stand-in whose idea it is; counts in the notebooks of moderators only. */
      for: id,
    },
  },
  /** Texts that the step did not allow, by the id of what they were meant for. */
  returned: {
    most: NOTEBOOK_RETURNED_MAX,
    fits: (key) => key.length <= RETURNED_KEY_MAX,
    fields: { text: string(COMMENT_TEXT_MAX), why: string(RETURNED_KEY_MAX), at: time },
  },
};

export function rootOf(schema: Schema, name: string): Root | null {
  return Object.hasOwn(schema, name) ? (schema[name] ?? null) : null;
}

export function fieldOf(schema: Schema, root: string, field: string): Field | null {
  const fields = rootOf(schema, root)?.fields ?? {};
  return Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;
}
