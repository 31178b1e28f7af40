/** Everything that can be answered instead of what was asked. Each has a title in the catalogues: `problem_<type with _>`. */
export const PROBLEM_STATUS = {
  'bad-request': 400,
  'malformed-json': 400,
  'invalid-field': 400,
  'empty-import': 400,
  'unreadable-import': 400,
  'token-missing': 401,
  'token-unknown': 401,
  'token-expired': 401,
  'create-key-wrong': 401,
  'not-allowed': 403,
  'door-closed': 403,
  'no-such-board': 404,
  'no-such-page': 404,
  'no-such-version': 404,
  'no-such-step': 409,
  'older-version': 409,
  'not-in-this-step': 409,
  'vote-open': 409,
  'no-such-vote': 409,
  'votes-full': 409,
  'versions-full': 409,
  'too-many-dots': 409,
  'not-a-target': 409,
  'own-idea': 409,
  'no-such-person': 409,
  'last-moderator': 409,
  'moderator-here': 409,
  'step-kind-differs': 409,
  'nothing-to-reveal': 409,
  'board-full': 409,
  'body-too-large': 413,
  'not-this-format': 415,
  'too-many-tries': 429,
  'too-fast': 429,
  'server-fault': 500,
  'server-busy': 503,
  'board-damaged': 503,
} as const;

export type ProblemType = keyof typeof PROBLEM_STATUS;

/** One field that could not be used, as a path into the body and a key of the catalogues. */
export interface FieldFault {
  readonly field: string;
  readonly detail: string;
}

/** An RFC 9457 problem document. Over Socket.IO the acknowledgement carries the same object. */
export interface Problem {
  /** `urn:tafelrunde:problem:<ProblemType>`: stable, programs may rely on it. */
  readonly type: string;
  readonly status: number;
  /** One sentence in the person's language. */
  readonly title: string;
  readonly detail?: string;
  readonly faults?: readonly FieldFault[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

const PREFIX = 'urn:tafelrunde:problem:';
export const problemUrn = (type: ProblemType): string => PREFIX + type;

/** The part of a problem's `type` that names it, or null when the document is not one of ours. */
export function problemType(problem: Pick<Problem, 'type'>): ProblemType | null {
  const name = problem.type.startsWith(PREFIX) ? problem.type.slice(PREFIX.length) : '';
  return Object.hasOwn(PROBLEM_STATUS, name) ? (name as ProblemType) : null;
}
