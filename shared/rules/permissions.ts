import type { Role } from '../model/seat.ts';
import type { StepKind } from '../model/step.ts';

/**
 * Who may do what to which field of the board, and in which steps: the one table that the server's gate, its repairs and
 * the client's buttons are made of. `rule` is the number of the sentence in docs/SPEC.md.
 */
export interface Permission {
  readonly rule: string;
  /** Whether this person could ever do this, whatever the step. What nobody could ever do is a forgery. */
  readonly who: (writer: Writer, touch: Touch) => boolean;
  /** The steps in which participants may; moderators may in every step. */
  readonly during: readonly StepKind[];
}

export interface Writer {
  readonly role: Role;
  readonly participantId: string;
}

/** One change of one field. */
export interface Touch {
  readonly root: string;
  readonly entry: string;
  /** null: the entry itself. */
  readonly field: string | null;
  readonly deed: 'set' | 'delete';
  /** The new value of a field that is a single value. */
  readonly value?: unknown;
  /** The value that stood there before. */
  readonly before?: unknown;
  /** True when the entry was created by the same update. */
  readonly isNew: boolean;
  /** Whose entry it was before; null when nobody's or not known. */
  readonly owner: string | null;
  /** True on boards where participants write in their notebooks only. */
  readonly anonymous: boolean;
}

type Who = Permission['who'];

const WRITING: readonly StepKind[] = ['collect', 'cluster', 'open'];
const ARRANGING: readonly StepKind[] = ['cluster', 'open'];
const TALKING: readonly StepKind[] = ['collect', 'cluster', 'vote', 'plan', 'open'];
const PLANNING: readonly StepKind[] = ['plan', 'open'];
const ACCEPTING: readonly StepKind[] = ['plan', 'close', 'open'];

const isModerator = ({ role }: Writer): boolean => role === 'moderator';

const anyone: Who = () => true;
const moderators: Who = isModerator;
const author: Who = (writer, touch) => isModerator(writer) || touch.isNew || touch.owner === writer.participantId;
/** Where nobody may be traced, the server carries ideas from notebooks to the board; a struct of one's own would tell. Comments go no such way. */
const authorInTheOpen: Who = (writer, touch) => author(writer, touch) && (!touch.anonymous || isModerator(writer));
const atFirst: Who = (_, { isNew }) => isNew;
/** Names the writer or nobody, and nobody where nobody may be traced. A moderator's undo brings back others' entries. */
const asOneself: Who = (writer, { isNew, deed, value, anonymous }) => {
  if (!isNew || deed === 'delete' || value === null) return isNew;
  return !anonymous && (isModerator(writer) || value === writer.participantId);
};
/** Whoever undoes the removal of a cluster brings back its maker. */
const makerAtFirst: Who = (_, { isNew, value, anonymous }) => isNew && (!anonymous || value === null);
const ownMark: Who = ({ participantId }, { entry }) => entry.endsWith(`:${participantId}`);

const permission = (rule: string, who: Who, during: readonly StepKind[]): Permission => ({ rule, who, during });

const IDEA = permission('MA4', authorInTheOpen, WRITING);
const IDEA_TEXT = permission('MA5', authorInTheOpen, WRITING);
const IDEA_FIXED = permission('MA6', atFirst, WRITING);
const CLUSTER = permission('MA10', anyone, ARRANGING);
const COMMENT = permission('MA12', authorInTheOpen, TALKING);
const MARK = permission('MA14', ownMark, TALKING);
const ACTION = permission('MA15', anyone, PLANNING);

/** By root, then by field; '' is the entry itself (made, replaced or deleted). */
export const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, Permission>>>> = {
  ideas: {
    '': IDEA,
    text: IDEA_TEXT,
    author: permission('MA7', asOneself, WRITING),
    sector: IDEA_FIXED,
    createdAt: IDEA_FIXED,
    from: IDEA_FIXED,
    place: permission('MA8', anyone, ARRANGING),
    under: permission('MA8', anyone, ARRANGING),
    hidden: permission('MA9', moderators, []),
  },
  clusters: {
    '': CLUSTER,
    title: CLUSTER,
    at: CLUSTER,
    createdBy: permission('MA11', makerAtFirst, ARRANGING),
    createdAt: permission('MA11', atFirst, ARRANGING),
  },
  comments: {
    '': COMMENT,
    text: COMMENT,
    on: permission('MA13', atFirst, TALKING),
    author: permission('MA13', asOneself, TALKING),
    createdAt: permission('MA13', atFirst, TALKING),
  },
  marks: { '': MARK, kind: MARK, note: MARK },
  actions: {
    '': ACTION,
    what: ACTION,
    on: ACTION,
    who: ACTION,
    due: ACTION,
    accepted: permission('MA16', anyone, ACCEPTING),
    createdAt: permission('MA15', atFirst, PLANNING),
  },
};

/** The permission that governs a field; null when no rule names it, and then nobody may. */
export function permissionFor(root: string, field: string | null): Permission | null {
  const fields = Object.hasOwn(PERMISSIONS, root) ? PERMISSIONS[root] : undefined;
  const key = field ?? '';
  return fields !== undefined && Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
}
