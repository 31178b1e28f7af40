import { createContext } from 'svelte';
import { m } from '#shared/messages/compiled/messages.js';
import { isOnWall } from '#shared/model/board.ts';
import { currentStep } from '#shared/model/room.ts';
import { dotsIn, dotsOn, openVote, type Ballot, type OpenVote } from '#shared/model/vote.ts';
import { maySay } from '#shared/rules/may.ts';
import { ballotFault, withDot, type BallotFault, type Targets } from '#shared/rules/vote.ts';
import type { BoardContext } from '../board/context.ts';
import { isProblem, sentenceOf } from '../session/answer.ts';

/** Milliseconds until a ballot that did not get through is sent again. */
const AGAIN_MS = 2_000;

/** What the server knows of the ballot that is shown. */
export type Sign =
  | { readonly is: 'empty' | 'counting' | 'counted' | 'away' }
  /** It was not taken: what is shown is the ballot from before. */
  | { readonly is: 'refused'; readonly why: string };

type CastingBoard = Pick<BoardContext, 'view' | 'room' | 'me' | 'mine' | 'notebook' | 'asking' | 'say'>;

/**
 * One person's dots in the open vote. They are shown at once and sent by themselves, the whole ballot each time and one at a
 * time; what the server refuses is undone, and what does not get through is sent again.
 */
export class Casting {
  readonly #board: CastingBoard;
  readonly #keys: { readonly on: boolean };
  /** What the voter wants, while the server has not answered; with the vote and the voter it is for. */
  #wanted: { readonly vote: string; readonly voter: string; readonly ballot: Ballot } | null = $state.raw(null);
  #sending = false;
  #trouble: { readonly vote: string; readonly sign: Sign } | null = $state.raw(null);
  #standIn: string | null = $state(null);
  #again: ReturnType<typeof setTimeout> | undefined;

  readonly vote: OpenVote | null = $derived.by(() => {
    const { room, me } = this.#board;
    return maySay(me) === null && currentStep(room) === 'vote' ? openVote(room.votes) : null;
  });
  readonly #kept: Ballot = $derived.by(() => {
    const wanted = this.#wanted;
    if (wanted !== null && wanted.vote === this.vote?.id && wanted.voter === this.voter) return wanted.ballot;
    return this.#board.mine.ballots[this.voter] ?? {};
  });
  /** Dots by target; those on what is gone are free again. */
  readonly ballot: Ballot = $derived.by(() =>
    Object.fromEntries(Object.entries(this.#kept).filter(([target]) => this.isTarget(target))),
  );
  readonly left: number = $derived((this.vote?.dots ?? 0) - dotsIn(this.ballot));

  constructor(board: CastingBoard, keys: { readonly on: boolean } = { on: true }) {
    this.#board = board;
    this.#keys = keys;
  }

  /** For whom: oneself, or a stand-in. */
  get voter(): string {
    const { room, me } = this.#board;
    const isThere = room.roster.some(({ participantId }) => participantId === this.#standIn);
    return isThere && this.#standIn !== null ? this.#standIn : me.participantId;
  }

  /** Whether letters put dots; whoever switched single keys off has buttons. */
  get byKey(): boolean {
    return this.#keys.on;
  }

  voteFor(standIn: string | null): void {
    this.#standIn = standIn;
    this.#trouble = null;
  }

  get sign(): Sign {
    if (this.#trouble !== null && this.#trouble.vote === this.vote?.id) return this.#trouble.sign;
    if (this.#wanted !== null) return { is: 'counting' };
    return { is: dotsIn(this.ballot) > 0 ? 'counted' : 'empty' };
  }

  /** Something that this vote is on, and that is there. */
  isTarget(id: string): boolean {
    const { view } = this.#board;
    if (this.vote?.on === 'clusters') return view.clusters.has(id);
    const idea = view.ideas.get(id);
    return this.vote !== null && idea !== undefined && isOnWall(idea);
  }

  dotsOn(id: string): number {
    return dotsOn(this.ballot, id);
  }

  /** Why there is no dot to be put on this, as a sentence; null: there is. */
  whyNot(id: string): string | null {
    const { vote } = this;
    const fault = vote === null ? null : ballotFault(vote, withDot(this.ballot, id, 1), this.#targets);
    return fault === null || vote === null ? null : this.#sentence(fault, vote);
  }

  add(id: string): void {
    if (this.vote !== null && this.isTarget(id) && this.whyNot(id) === null) this.#want(withDot(this.ballot, id, 1));
  }

  remove(id: string): void {
    if (this.vote !== null && this.dotsOn(id) > 0) this.#want(withDot(this.ballot, id, -1));
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  readonly #targets: Targets = {
    has: (id) => this.isTarget(id),
    isOwn: (id) => this.#board.view.ideas.get(id)?.author === this.voter || this.#isNoted(id),
  };

  /** On anonymous boards only the notebook knows what one wrote. */
  #isNoted(id: string): boolean {
    const { asking, notebook } = this.#board;
    return asking.anonymous && this.voter === this.#board.me.participantId && notebook.of(id)?.carried !== undefined;
  }

  #sentence(fault: BallotFault, { on, most }: OpenVote): string {
    if (fault === 'own-idea') return m.problem_own_idea();
    if (fault === 'not-a-target') return m.problem_not_a_target();
    if (this.left === 0) return m.vote_none_left();
    return on === 'ideas' ? m.vote_most_ideas({ most }) : m.vote_most_clusters({ most });
  }

  #want(ballot: Ballot): void {
    if (this.vote === null) return;
    this.#wanted = { vote: this.vote.id, voter: this.voter, ballot };
    this.#trouble = null;
    void this.#send();
  }

  async #send(): Promise<void> {
    clearTimeout(this.#again);
    const wanted = this.#wanted;
    if (this.#sending || wanted === null) return;
    this.#sending = true;
    const by = wanted.voter === this.#board.me.participantId ? {} : { by: wanted.voter };
    const answer = await this.#board.say({ is: 'cast', vote: wanted.vote, ballot: wanted.ballot, ...by });
    this.#sending = false;
    this.#trouble = null;
    // More dots came meanwhile: only the last ballot matters.
    if (this.#wanted !== wanted) return this.#send();
    const passes = answer.is === 'unreachable' || isProblem(answer, 'too-fast', 'server-busy');
    if (passes) return this.#sendAgain(wanted.vote);
    this.#wanted = null;
    if (answer.is === 'problem')
      this.#trouble = { vote: wanted.vote, sign: { is: 'refused', why: sentenceOf(answer) } };
  }

  #sendAgain(vote: string): void {
    this.#trouble = { vote, sign: { is: 'away' } };
    this.#again = setTimeout(() => void this.#send(), AGAIN_MS);
  }
}

export const [useCasting, provideCasting] = createContext<Casting>();

/** D or V puts a dot on what has the focus, with Shift it takes one off. True when the key was for that. */
export function castByKey(event: KeyboardEvent, casting: Casting, id: string): boolean {
  const isKey = ['d', 'v'].includes(event.key.toLowerCase()) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isKey || !casting.byKey || !casting.isTarget(id)) return false;
  if (event.shiftKey) casting.remove(id);
  else casting.add(id);
  return true;
}
