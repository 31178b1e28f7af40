import type { Role } from '../model/seat.ts';

/**
 * What somebody could ever do to a field, whatever the step. The server asks this before it applies an update: what could
 * never be right is a forgery. Whether the step allows it now is asked by `may.ts`.
 */
export interface Touch {
  readonly root: string;
  readonly entry: string;
  /** null: the entry itself. */
  readonly field: string | null;
  readonly deed: 'set' | 'delete';
  /** The new value of a field that is a single value. */
  readonly value?: unknown;
  /** True when the entry was created by the same update. */
  readonly isNew: boolean;
  /** Whose entry it was before; null when nobody's or not known. */
  readonly owner: string | null;
}

export interface Writer {
  readonly role: Role;
  readonly participantId: string;
}

type Rule = (writer: Writer, touch: Touch) => boolean;

const anyone: Rule = () => true;
const moderators: Rule = ({ role }) => role === 'moderator';
const owner: Rule = (writer, touch) => moderators(writer, touch) || touch.isNew || touch.owner === writer.participantId;
/** Fixed when the entry is made. */
const onceAtFirst: Rule = (_, { isNew }) => isNew;
/** Names the writer or nobody, and is fixed when the entry is made. A moderator's undo brings back others' entries. */
const oneself: Rule = ({ role, participantId }, { isNew, deed, value }) =>
  isNew && (role === 'moderator' || deed === 'delete' || value === participantId || value === null);
const ownMark: Rule = ({ participantId }, { entry }) => entry.endsWith(`:${participantId}`);

/** By root, then by field; '' is the entry itself (made, replaced or deleted). */
const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  ideas: {
    '': owner,
    text: owner,
    author: oneself,
    sector: onceAtFirst,
    createdAt: onceAtFirst,
    from: onceAtFirst,
    place: anyone,
    under: anyone,
    hidden: moderators,
  },
  clusters: { '': anyone, title: anyone, at: anyone, createdBy: onceAtFirst, createdAt: onceAtFirst },
  comments: { '': owner, text: owner, on: onceAtFirst, author: oneself, createdAt: onceAtFirst },
  marks: { '': ownMark, kind: ownMark, note: ownMark },
  actions: {
    '': anyone,
    what: anyone,
    on: anyone,
    who: anyone,
    due: anyone,
    accepted: moderators,
    createdAt: onceAtFirst,
  },
};

/** True when this person could ever do this; nobody can do anything to what no rule names. */
export function couldEver(writer: Writer, touch: Touch): boolean {
  if (writer.role === 'screen') return false;
  const rules = RULES[touch.root];
  return rules?.[touch.field ?? '']?.(writer, touch) ?? false;
}
