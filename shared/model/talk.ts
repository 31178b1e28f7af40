/** What people say about ideas: comments, and marks by which they put their name to one. */

export interface Comment {
  readonly id: string;
  /** The idea it is about. */
  readonly on: string;
  readonly text: string;
  /** Participant id; null on anonymous boards and for imported comments. */
  readonly author: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** "I'm in", "I can offer", "I need". */
export const MARK_KINDS = ['join', 'offer', 'need'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const isMarkKind = (value: unknown): value is MarkKind => MARK_KINDS.some((kind) => kind === value);

/** One person's mark on one idea; who sets another kind changes it. */
export interface Mark {
  /** The idea it is on. */
  readonly on: string;
  /** Participant id. A mark names who set it, on an anonymous board too: that is what it is for. */
  readonly by: string;
  readonly kind: MarkKind;
  readonly note?: string | undefined;
}

/** The key of a mark in the document. */
export const markKey = ({ on, by }: Pick<Mark, 'on' | 'by'>): string => `${on}:${by}`;

/** What the key of a mark says. */
export function markAt(key: string): Pick<Mark, 'on' | 'by'> {
  const [on = '', by = ''] = key.split(':');
  return { on, by };
}

/** In the order of their kinds; of one kind always in the same. */
export const byKind = (a: Mark, b: Mark): number =>
  MARK_KINDS.indexOf(a.kind) - MARK_KINDS.indexOf(b.kind) || (a.by < b.by ? -1 : 1);
