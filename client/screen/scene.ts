import { currentStep, type RoomSnapshot } from '#shared/model/room.ts';
import { openVote, type ClosedVote, type OpenVote, type Vote } from '#shared/model/vote.ts';

/** What a screen shows now. */
export type Scene =
  | { readonly is: 'join' }
  /** `silent`: only how many ideas there are. */
  | { readonly is: 'collect'; readonly silent: boolean }
  | { readonly is: 'wall' }
  | { readonly is: 'cluster'; readonly id: string }
  | { readonly is: 'idea'; readonly id: string }
  | { readonly is: 'vote'; readonly vote: OpenVote }
  | { readonly is: 'result'; readonly vote: ClosedVote }
  | { readonly is: 'actions' }
  | { readonly is: 'close'; readonly vote: ClosedVote | null };

type Told = Pick<RoomSnapshot, 'agenda' | 'current' | 'shown' | 'votes' | 'revealing'>;

/** Which ideas and clusters stand on the wall: what has left it meanwhile cannot be shown. */
export interface Standing {
  readonly idea: (id: string) => boolean;
  readonly cluster: (id: string) => boolean;
}

const WALL: Scene = { is: 'wall' };

const isClosed = (vote: Vote): vote is ClosedVote => vote.is === 'closed';
const lastResult = (votes: readonly Vote[]): ClosedVote | null => votes.filter(isClosed).at(-1) ?? null;

/** What the moderator chose, or what belongs to the step. Where that is gone, what comes closest to it. */
export function sceneOf(room: Told, standing: Standing): Scene {
  const { shown, votes } = room;
  switch (shown.is) {
    case 'step':
      return sceneOfStep(room);
    case 'idea':
    case 'cluster':
      return standing[shown.is](shown.id) ? shown : WALL;
    case 'vote':
      return voteOrResult(votes);
    case 'result': {
      const vote = votes.filter(isClosed).find(({ id }) => id === shown.id) ?? lastResult(votes);
      return vote ? { is: 'result', vote } : WALL;
    }
    default:
      return shown;
  }
}

function sceneOfStep(room: Told): Scene {
  const step = room.agenda[room.current];
  switch (currentStep(room)) {
    case 'collect': {
      const silent = step?.kind === 'collect' && step.silent === true;
      return room.revealing ? WALL : { is: 'collect', silent };
    }
    case 'vote':
      return voteOrResult(room.votes);
    case 'plan':
      return { is: 'actions' };
    case 'close':
      return { is: 'close', vote: lastResult(room.votes) };
    case 'cluster':
    case 'open':
      return WALL;
  }
}

function voteOrResult(votes: readonly Vote[]): Scene {
  const open = openVote(votes);
  if (open) return { is: 'vote', vote: open };
  const closed = lastResult(votes);
  return closed ? { is: 'result', vote: closed } : WALL;
}

/** The same for what is the same sight: pages are turned in it, and something new starts with its first. */
export function sightOf(scene: Scene): string {
  const about = 'vote' in scene ? scene.vote?.id : 'id' in scene ? scene.id : '';
  return `${scene.is}:${about ?? ''}`;
}
