import { referencesOf } from './references.ts';
import { BOARD, fieldOf } from './schema.ts';
import type { PlainDocument, PlainEntry, VersionContent } from '../model/version.ts';

/**
 * What leads from the board as it is to an earlier version. Nothing that was written since is taken away, and nobody's word is
 * given or taken: what moderators hid, who accepted an action, and marks stay as they are.
 */
export type Deed =
  | { readonly is: 'bring'; readonly root: string; readonly id: string; readonly fields: PlainEntry }
  /** `undefined` takes the field away. */
  | { readonly is: 'set'; readonly root: string; readonly id: string; readonly field: string; readonly value: unknown }
  | { readonly is: 'remove'; readonly root: string; readonly id: string };

export interface Difference {
  readonly deeds: readonly Deed[];
  /** Ideas that the board has no room for. */
  readonly left: number;
}

/**
 * Clusters first: a place needs its cluster. Marks are not among them: nobody takes away those of others, and they outlast
 * their idea, so one that is missing was withdrawn.
 */
const ORDER = ['clusters', 'ideas', 'comments', 'actions'];
/** What one person says, or decides about others, and no version answers for. */
const LEFT_ALONE: readonly string[] = ['ideas.hidden', 'actions.accepted'];

const NONE: ReadonlyMap<string, PlainEntry> = new Map();
const entriesOf = (plain: PlainDocument, root: string) => plain.get(root) ?? NONE;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function differenceTo(now: PlainDocument, then: VersionContent): Difference {
  const brought = broughtBack(now, then.board);
  const set = ORDER.flatMap((root) => fieldsToSet(root, now, then.board));
  return { deeds: [...brought.deeds, ...set, ...goneAgain(now, then)], left: brought.left };
}

function broughtBack(now: PlainDocument, then: PlainDocument): Difference {
  const deeds: Deed[] = [];
  let left = 0;
  for (const root of ORDER) {
    let room = (BOARD[root]?.most ?? 0) - entriesOf(now, root).size;
    for (const [id, fields] of entriesOf(then, root)) {
      if (entriesOf(now, root).has(id)) continue;
      if (room-- > 0) deeds.push({ is: 'bring', root, id, fields: known(root, fields) });
      else if (root === 'ideas') left++;
    }
  }
  return { deeds, left };
}

/** What the schema still takes (a later one may know less), without the words that people gave: they are asked again. */
const known = (root: string, fields: PlainEntry): PlainEntry =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => fits(root, field, value) && `${root}.${field}` !== 'actions.accepted',
    ),
  );

function fits(root: string, name: string, value: unknown): boolean {
  const field = fieldOf(BOARD, root, name);
  return field?.is === 'text' ? typeof value === 'string' : (field?.fits(value) ?? false);
}

function fieldsToSet(root: string, now: PlainDocument, then: PlainDocument): Deed[] {
  return [...entriesOf(then, root)].flatMap(([id, before]) => {
    const standing = entriesOf(now, root).get(id);
    if (standing === undefined) return [];
    const names = new Set([...Object.keys(standing), ...Object.keys(before)]);
    return [...names].flatMap((field): Deed[] => {
      const value = before[field];
      if (LEFT_ALONE.includes(`${root}.${field}`) || isSame(standing[field], value)) return [];
      return value === undefined || fits(root, field, value) ? [{ is: 'set', root, id, field, value }] : [];
    });
  });
}

/** What the undone restore had brought back, unless somebody changed it since or something newer needs it. */
function goneAgain(now: PlainDocument, { board, back }: VersionContent): Deed[] {
  const needed = neededBy(newer(now, { board, back }));
  const gone = new Set<string>();
  // Ideas and clusters before what hangs on them: with what stays, that stays too.
  return ORDER.flatMap((root) =>
    [...entriesOf(back, root)].flatMap(([id, fields]): Deed[] => {
      if (!isUntouched(now, { root, id, fields }) || needed.has(id)) return [];
      const hangsOnWhatStays =
        !holds(root) && referencesOf(root, id, fields).some((it) => isIn(back, it) && !gone.has(it));
      if (hangsOnWhatStays) return [];
      gone.add(id);
      return [{ is: 'remove', root, id }];
    }),
  );
}

const holds = (root: string): boolean => root === 'clusters' || root === 'ideas';
const isIn = (plain: PlainDocument, id: string): boolean =>
  entriesOf(plain, 'ideas').has(id) || entriesOf(plain, 'clusters').has(id);

interface Entry {
  readonly root: string;
  readonly id: string;
  readonly fields: PlainEntry;
}

const isUntouched = (now: PlainDocument, { root, id, fields }: Entry): boolean =>
  isSameEntry(entriesOf(now, root).get(id), fields);

function isSameEntry(a: PlainEntry | undefined, b: PlainEntry): boolean {
  if (a === undefined) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => isSame(a[field], b[field]));
}

/** Written, or worked on, since the version was kept. */
function newer(now: PlainDocument, { board, back }: VersionContent): Entry[] {
  return [...now].flatMap(([root, entries]) =>
    [...entries]
      .filter(([id]) => !entriesOf(board, root).has(id))
      .filter(([id, fields]) => !isSameEntry(entriesOf(back, root).get(id), fields))
      .map(([id, fields]) => ({ root, id, fields })),
  );
}

const neededBy = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ root, id, fields }) => referencesOf(root, id, fields)));
