import type { Action, Idea } from '../model/board.ts';
import type { Moment } from '../model/room.ts';
import { markKey, type Comment } from '../model/talk.ts';
import { couldEver } from './could.ts';
import { permissionFor, type Touch, type Writer } from './permissions.ts';

/** Why something is not allowed; each has a sentence in the catalogues (`refused_<reason>`). */
export type Reason =
  'screen-only-shows' | 'not-yours' | 'not-in-this-step' | 'in-silence' | 'locked' | 'board-full' | 'enough';

/** Who asks, and when. */
export type Asking = Writer & Moment;

type Verdict = Reason | null;

/** Whether this person may do this now; null: yes. The client greys by it what the server would refuse or repair. */
export function mayNow(who: Asking, touch: Omit<Touch, 'anonymous'>): Verdict {
  if (who.role === 'screen') return 'screen-only-shows';
  if (!couldEver(who, { ...touch, anonymous: who.anonymous }) || acceptsForOthers(who, touch)) return 'not-yours';
  if (who.role === 'moderator') return null;
  if (who.locked) return 'locked';
  // What an entry is made of comes and goes with it.
  if (touch.isNew && touch.field !== null) return null;
  if (permissionFor(touch.root, touch.field)?.during.includes(who.step) !== true) return 'not-in-this-step';
  return who.silent && isWriting(touch) ? 'in-silence' : null;
}

const isWriting = ({ root, field }: Pick<Touch, 'root' | 'field'>): boolean =>
  root === 'ideas' && (field === null || field === 'text');

/** Two people who accept at once each write a list without the other: a race, mended by keeping each one's own word. */
function acceptsForOthers(
  { participantId }: Writer,
  { root, field, deed, value, before }: Omit<Touch, 'anonymous'>,
): boolean {
  if (root !== 'actions' || field !== 'accepted') return false;
  const others = (list: unknown): unknown[] =>
    Array.isArray(list) ? list.filter((id) => id !== participantId).sort() : [];
  return String(others(before)) !== String(deed === 'delete' ? [] : others(value));
}

const NEW_IDEA = { root: 'ideas', entry: '', field: null, deed: 'set', isNew: true, owner: null } as const;

/** Where somebody's ideas go: others must not see them yet, or must never see whose they are. */
export const writesInto = ({ silent, anonymous }: Moment): 'notebook' | 'board' =>
  silent || anonymous ? 'notebook' : 'board';

/** Writing new ideas goes on while clustering: the best ones often come late. */
export const mayPost = (who: Asking): Verdict => mayNow({ ...who, silent: false, anonymous: false }, NEW_IDEA);

/** Whether somebody who has so many ideas on the board may have one more; all of theirs count, whoever wrote them down. */
export const mayHaveMore = ({ most }: Pick<Moment, 'most'>, ideas: number): Verdict =>
  most !== null && ideas >= most ? 'enough' : null;

/** Whether participants write ideas at all in this moment, in the open or for themselves. */
export const isPosting = (moment: Moment): boolean =>
  mayPost({ ...moment, role: 'participant', participantId: '' }) === null;

/** Moving ideas, and making, naming, moving and removing clusters. */
export const mayArrange = (who: Asking): Verdict =>
  mayNow(who, { root: 'clusters', entry: '', field: null, deed: 'set', isNew: false, owner: null });

/** Only the author changes or deletes an idea; moderators may too. */
export const mayChange = (who: Asking, { id, author }: Pick<Idea, 'id' | 'author'>): Verdict =>
  mayNow(who, { root: 'ideas', entry: id, field: 'text', deed: 'set', isNew: false, owner: author });

/** Taking an idea off the wall, and putting it back. */
export const mayHide = (who: Asking): Verdict =>
  mayNow(who, { root: 'ideas', entry: '', field: 'hidden', deed: 'set', isNew: false, owner: null });

/** Making, changing and removing actions. */
export const mayPlan = (who: Asking): Verdict =>
  mayNow(who, { root: 'actions', entry: '', field: 'what', deed: 'set', isNew: false, owner: null });

/** Nobody accepts for somebody else, and nobody what names others only. */
export function mayAccept(who: Asking, { id, who: named, accepted }: Pick<Action, 'id' | 'who' | 'accepted'>): Verdict {
  const value = [...accepted.filter((it) => it !== who.participantId), who.participantId];
  const touch = { root: 'actions', entry: id, field: 'accepted', deed: 'set', isNew: false, owner: null } as const;
  const refused = mayNow(who, { ...touch, value, before: accepted });
  return refused ?? (named.includes(who.participantId) ? null : 'not-yours');
}

/** Writing comments. On an anonymous board participants never may ('not-yours'): the document would tell who wrote them. */
export const mayComment = (who: Asking): Verdict =>
  mayNow(who, { root: 'comments', entry: '', field: null, deed: 'set', isNew: true, owner: null });

/** Only the author deletes a comment; moderators may too. */
export const mayRemoveComment = (who: Asking, { id, author }: Pick<Comment, 'id' | 'author'>): Verdict =>
  mayNow(who, { root: 'comments', entry: id, field: null, deed: 'delete', isNew: false, owner: author });

/** Setting, changing and taking back one's own mark. */
export const mayMark = (who: Asking, on = ''): Verdict => {
  const entry = markKey({ on, by: who.participantId });
  return mayNow(who, { root: 'marks', entry, field: null, deed: 'set', isNew: true, owner: null });
};

/** Everybody at the table says when they are done, raises a hand, and votes. */
export const maySay = (who: Pick<Asking, 'role'>): Verdict => (who.role === 'screen' ? 'screen-only-shows' : null);

/** Leading the round is the moderators'. */
export const mayLead = (who: Pick<Asking, 'role'>): Verdict => (who.role === 'moderator' ? null : 'not-yours');
