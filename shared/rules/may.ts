import type { Idea } from '../model/board.ts';
import type { Role } from '../model/seat.ts';
import type { StepKind } from '../model/step.ts';

/** Why something is not allowed; each has a sentence in the catalogues (`refused_<reason>`). */
export type Reason = 'screen-only-shows' | 'not-yours' | 'not-in-this-step' | 'locked' | 'board-full';

/** Who asks, and when. */
export interface Asking {
  readonly role: Role;
  readonly participantId: string;
  readonly step: StepKind;
  readonly locked: boolean;
}

type Verdict = Reason | null;

function mayWriteAtAll(who: Asking): Verdict {
  if (who.role === 'screen') return 'screen-only-shows';
  return who.role === 'participant' && who.locked ? 'locked' : null;
}

function duringSteps(who: Asking, steps: readonly StepKind[]): Verdict {
  const verdict = mayWriteAtAll(who);
  if (verdict !== null || who.role === 'moderator') return verdict;
  return steps.includes(who.step) ? null : 'not-in-this-step';
}

/** Writing new ideas goes on while clustering: the best ones often come late. */
export const mayPost = (who: Asking): Verdict => duringSteps(who, ['collect', 'cluster', 'open']);

/** Moving ideas, and making, naming, moving and removing clusters. */
export const mayArrange = (who: Asking): Verdict => duringSteps(who, ['cluster', 'open']);

/** Only the author changes or deletes an idea; moderators may too. */
export function mayChange(who: Asking, idea: Pick<Idea, 'author'>): Verdict {
  const verdict = mayPost(who);
  if (verdict !== null || who.role === 'moderator') return verdict;
  return idea.author === who.participantId ? null : 'not-yours';
}

/** Steps, door and lock are the moderators'. */
export const mayLead = (who: Pick<Asking, 'role'>): Verdict => (who.role === 'moderator' ? null : 'not-yours');
