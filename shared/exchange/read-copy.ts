import * as v from 'valibot';
import { isDay, isPoint } from '../model/board.ts';
import { isId } from '../model/ids.ts';
import { IMPORT_ROWS_MAX } from '../model/limits.ts';
import { isSectorId } from '../model/sector.ts';
import { COPY_FORMAT, COPY_VERSION } from './json.ts';

/**
 * Reads our JSON as a stranger's: the envelope has to be right, entries are judged one by one, so that one bad entry
 * costs nobody the others.
 */

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7_258_118_399_999));
const id = v.custom<string>(isId);
/** A field that is left away when it makes no sense. */
const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

const envelope = v.object({
  format: v.literal(COPY_FORMAT),
  version: v.number(),
  ideas: v.custom<unknown[]>(Array.isArray),
  clusters: v.optional(v.custom<unknown[]>(Array.isArray), []),
  actions: v.fallback(v.optional(v.custom<unknown[]>(Array.isArray), []), []),
  people: v.fallback(v.optional(v.custom<unknown[]>(Array.isArray), []), []),
});

const person = v.object({ id, name: v.string() });

const copiedIdea = v.object({
  id,
  text: v.string(),
  author: maybe(v.nullable(v.string())),
  sector: maybe(v.custom<string>(isSectorId)),
  createdAt: maybe(time),
  place: v.optional(v.unknown()),
  under: maybe(id),
  from: maybe(v.string()),
});

const copiedCluster = v.object({
  id,
  title: v.string(),
  at: v.custom<readonly [number, number]>(isPoint),
  createdAt: maybe(time),
});

const copiedAction = v.object({
  what: v.string(),
  on: maybe(id),
  who: v.fallback(v.optional(v.array(id), []), []),
  due: maybe(v.custom<string>(isDay)),
  createdAt: maybe(time),
});

export type CopiedAction = v.InferOutput<typeof copiedAction>;
export type CopiedIdea = v.InferOutput<typeof copiedIdea>;
export type CopiedCluster = v.InferOutput<typeof copiedCluster>;

/** Entries in the file's order; null for one that cannot be used. */
export interface ReadCopy {
  readonly ideas: readonly (CopiedIdea | null)[];
  readonly clusters: readonly (CopiedCluster | null)[];
  readonly actions: readonly (CopiedAction | null)[];
  /** Names by participant id. */
  readonly people: ReadonlyMap<string, string>;
  /** There are more entries than one import reads. */
  readonly isCut: boolean;
}

/** 'foreign': not our format; 'newer': written by a later version, which may mean something else by it. */
export function readCopy(value: unknown): ReadCopy | 'foreign' | 'newer' {
  const copy = v.safeParse(envelope, value);
  if (!copy.success) return 'foreign';
  const { ideas, clusters, actions, people, version } = copy.output;
  if (version !== COPY_VERSION) return 'newer';
  const first = <T>(entries: readonly T[]): readonly T[] => entries.slice(0, IMPORT_ROWS_MAX);
  return {
    ideas: first(ideas).map((entry) => outputOf(copiedIdea, entry)),
    clusters: first(clusters).map((entry) => outputOf(copiedCluster, entry)),
    actions: first(actions).map((entry) => outputOf(copiedAction, entry)),
    people: new Map(first(people).flatMap((entry) => namedIn(outputOf(person, entry)))),
    isCut: ideas.length > IMPORT_ROWS_MAX || clusters.length > IMPORT_ROWS_MAX,
  };
}

const namedIn = (read: v.InferOutput<typeof person> | null): [string, string][] => (read ? [[read.id, read.name]] : []);

function outputOf<S extends v.GenericSchema>(schema: S, entry: unknown): v.InferOutput<S> | null {
  const result = v.safeParse(schema, entry);
  return result.success ? result.output : null;
}
