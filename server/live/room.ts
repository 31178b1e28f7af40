import {
  currentStep,
  isSameMoment,
  momentIn,
  type Counts,
  type Moment,
  type RoomSnapshot,
  type RoomState,
} from '#shared/model/room.ts';
import { newId } from '#shared/model/ids.ts';
import type { Seat } from '#shared/model/seat.ts';
import { openVote } from '#shared/model/vote.ts';
import { mayLead, maySay } from '#shared/rules/may.ts';
import { isSay, type Command, type Mine } from '#shared/wire/live.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { StoredRoom } from '../store/store.ts';
import { Counting } from './counting.ts';
import { arrive, decide, isDecided, type Decided } from './decide.ts';
import type { LoadedRoom } from './load.ts';
import { isAboutPeople, RoomPeople, stillSeated, type AboutPeople } from './people.ts';
import type { RoomParts } from './room-parts.ts';
import { Roster } from './roster.ts';
import { SharedTurn } from './shared-turn.ts';
import { snapshotOf } from './snapshot.ts';
import { withoutVote, withVote, withVoteOfStep } from './votes.ts';
import { Voting } from './voting.ts';

/** Milliseconds for which changes of the roster are gathered at least: people come in bursts. */
const WINDOW_MS = 50;
/** Milliseconds more per person: a snapshot grows with the roster and goes to everybody, so this keeps the cost level. */
const WINDOW_MS_PER_PERSON = 4;

type Save = (room: StoredRoom) => Promise<'saved' | 'fenced' | 'no-board'>;

/** A command that many give at once; these are gathered like changes of the roster. */
interface Gathered {
  readonly command: Extract<Decided, { readonly is: 'done' | 'hand' }>;
  readonly by: string;
  isOnDisk: boolean;
}

/**
 * What one referee decides for one board, and who is there. Commands and publications run one after the other, and
 * nothing is told to anybody before it is on disk, so a version that somebody has seen never comes back as another.
 */
export class Room {
  readonly #parts: RoomParts;
  readonly #loaded: Pick<LoadedRoom, 'info' | 'generation' | 'epoch'>;
  readonly #roster: Roster;
  readonly #people: RoomPeople;
  readonly #counting: Counting;
  readonly #voting: Voting;
  readonly #casting = new SharedTurn((task) => this.#inTurn(task));
  #state: RoomState;
  #version: number;
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** What is to come with the next publication of the roster; null when none is due. */
  #gathering: Promise<void> | null = null;
  #changed = false;
  #gathered: Gathered[] = [];

  constructor(parts: RoomParts, loaded: LoadedRoom) {
    this.#parts = parts;
    this.#loaded = loaded;
    this.#state = loaded.state;
    this.#version = loaded.version;
    this.#roster = new Roster(loaded, parts.world.now);
    const { world, tell, onFault, onSeat: onChange } = parts;
    const { info: board, epoch } = loaded;
    const open = openVote(loaded.state.votes)?.id;
    const ballots = loaded.ballots.filter(({ vote }) => vote === open);
    this.#people = new RoomPeople({ ...parts, ...loaded, roster: this.#roster, onChange });
    this.#voting = new Voting({ ...parts, board, epoch, roster: this.#roster }, ballots);
    this.#counting = new Counting({ world, onFault, tell: tell.counts, count: () => this.#count() });
    this.#leaveInTime();
  }

  get isEmpty(): boolean {
    return this.#roster.isEmpty;
  }

  get moment(): Moment {
    return momentIn(this.#state, this.#loaded.info);
  }

  snapshot(): RoomSnapshot {
    return snapshotOf(this.#state, {
      version: this.#version,
      generation: this.#loaded.generation,
      board: this.#loaded.info,
      roster: this.#roster.entries(),
      former: this.#roster.former,
    });
  }

  /** Null until they were counted for the first time. */
  get counts(): Counts | null {
    return this.#counting.last;
  }

  async #count(): Promise<Counts> {
    const { writing } = this.#roster;
    if (writing === 0 && this.#state.leaving !== null) void this.#leaveIfDue().catch(this.#parts.onFault);
    const ideas = await this.#parts.notes.count();
    return { ideas, writing, ...this.#voting.counts };
  }

  mine(participantId: string): Mine {
    return { done: this.#state.done.includes(participantId), ballots: this.#voting.of(participantId) };
  }

  /** Somebody got a seat, and may not have come yet. */
  seat(seat: Seat): void {
    if (this.#roster.seat(seat)) void this.#publishSoon();
  }

  /** How somebody sits here now; undefined for screens, and for those who were removed. */
  seatOf(participantId: string): Seat | undefined {
    return this.#roster.get(participantId);
  }

  /** False when their seat is gone. */
  enter(connection: object, seat: Seat): boolean {
    if (this.#roster.isFormer(seat.participantId)) return false;
    // Of those who are known the room knows better: their token was looked up a moment ago.
    if (this.seatOf(seat.participantId) === undefined) this.seat(seat);
    this.#roster.enter(connection, seat);
    if (this.counts === null) this.#counting.soon();
    if (seat.role !== 'screen') void this.#publishSoon();
    return true;
  }

  leave(connection: object): void {
    if (this.#roster.leave(connection)) void this.#publishSoon();
    this.#counting.soon();
  }

  /** Somebody on this connection is in the middle of a sentence, or no longer. */
  writes(connection: object, writing: boolean): void {
    if (this.#roster.writes(connection, writing)) this.#counting.soon();
  }

  /** Somebody has written in their notebook. */
  noted(owner: string): void {
    this.#parts.notes.changed(owner);
    this.#counting.soon();
  }

  /** Does what was asked when its turn comes; gives the room's version afterwards. */
  async command(command: Command, by: string): Promise<number | Refusal> {
    if (command.is === 'done' || command.is === 'hand') {
      return this.#may(command, by) ? this.#gather({ command, by, isOnDisk: false }) : refuse('not-allowed');
    }
    const obey = async () => (this.#may(command, by) ? this.#obey(command, by) : refuse('not-allowed'));
    return command.is === 'cast' ? this.#casting.run(obey) : this.#inTurn(obey);
  }

  async #gather(gathered: Gathered): Promise<number | Refusal> {
    this.#gathered.push(gathered);
    await this.#publishSoon();
    return gathered.isOnDisk ? this.#version : refuse('server-busy');
  }

  /** As whoever they are by now. */
  #may(command: Command, by: string): boolean {
    const who = this.seatOf(by);
    return who !== undefined && (isSay(command, by) ? maySay(who) : mayLead(who)) === null;
  }

  /** Resolves when everything asked so far is done. */
  async settled(): Promise<void> {
    await this.#lastTurn.catch(() => undefined);
  }

  #obey(command: Command, by: string): Promise<number | Refusal> {
    if (isAboutPeople(command)) return this.#changePeople(command, by);
    if (isDecided(command)) return this.#publishIfNew(decide(this.#state, command, this.#standing(by)));
    switch (command.is) {
      case 'reveal':
        return this.#reveal(command.whose);
      case 'open-vote':
        return this.#publishIfNew(withVote(this.#state, command, this.#opening()));
      case 'close-vote':
        return this.#closeVote(command.vote);
      case 'drop-vote':
        return this.#endVote(withoutVote(this.#state, command.vote), command.vote);
      case 'cast':
        return this.#cast(command, by);
      default:
        return Promise.resolve(refuse('bad-request'));
    }
  }

  async #changePeople(command: AboutPeople, by: string): Promise<number | Refusal> {
    const done = await this.#people.obey(command, by);
    if (done === 'same') return this.#version;
    return done === 'changed' ? this.#publish(stillSeated(this.#state, this.#roster)) : done;
  }

  #standing(by: string) {
    return { version: this.#version, now: this.#parts.world.now(), by, writing: this.#roster.writing };
  }

  #opening() {
    return { id: newId(this.#parts.world.fillRandom), now: this.#parts.world.now() };
  }

  async #cast(cast: Extract<Command, { readonly is: 'cast' }>, by: string): Promise<number | Refusal> {
    const refused = await this.#voting.cast(this.#state, cast, by);
    if (refused !== null) return refused;
    this.#parts.tell.one(by, this.mine(by));
    this.#counting.soon();
    return this.#version;
  }

  async #closeVote(vote: string): Promise<number | Refusal> {
    return this.#endVote(await this.#voting.closed(this.#state, vote, this.#parts.world.now()), vote);
  }

  /** From then on nobody can find out any more who chose what, we neither. */
  async #endVote(next: RoomState | Refusal, vote: string): Promise<number | Refusal> {
    if (isRefusal(next)) return next;
    const done = await this.#publish(next, (room) => this.#parts.store.endVote(room, vote));
    if (typeof done !== 'number') return done;
    for (const id of this.#voting.forget(vote)) this.#parts.tell.one(id, this.mine(id));
    this.#counting.soon();
    return done;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(task, task);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #publishIfNew(next: RoomState | Refusal): Promise<number | Refusal> {
    if (isRefusal(next)) return next;
    if (next === this.#state) return this.#version;
    const arrives = next.agenda === this.#state.agenda && next.current !== this.#state.current;
    return this.#publish(arrives ? await this.#arriving(next) : next);
  }

  /** The board as it was stays kept, and a step of voting brings its vote along. */
  async #arriving(next: RoomState): Promise<RoomState> {
    await this.#parts.beforeStep(currentStep(this.#state));
    return withVoteOfStep(await this.#withOrder(next), this.#loaded.info, this.#opening());
  }

  /** Notebooks that are opened one by one get an order when the silence ends. */
  async #withOrder(next: RoomState): Promise<RoomState> {
    const { agenda, current } = this.#state;
    const step = agenda[current];
    const opens = step?.kind === 'collect' && step.silent === true && step.reveal === 'by-person';
    if (!opens || this.#loaded.info.anonymous) return next;
    const order = await this.#parts.notes.owners();
    return order.length === 0 ? next : { ...next, revealing: { order, now: null } };
  }

  /** After the last notebook everything is open, also what was written meanwhile. */
  async #reveal(whose: 'next' | 'all'): Promise<number | Refusal> {
    const { revealing } = this.#state;
    if (revealing === null) return refuse('nothing-to-reveal');
    const [now = null, ...order] = revealing.order;
    const rest = whose === 'all' || order.length === 0 ? null : { order, now };
    const opened = whose === 'all' ? revealing.order : revealing.order.slice(0, 1);
    return this.#publish({ ...this.#state, revealing: rest }, (room) => this.#save(room, opened));
  }

  async #publish(next: RoomState, save: Save = (room) => this.#save(room)): Promise<number | Refusal> {
    // What comes while this is written goes out with the next one.
    this.#changed = false;
    const gathered = this.#gathered.splice(0);
    const state = this.#with(gathered, next);
    const version = this.#version + 1;
    const { info, epoch } = this.#loaded;
    const done = await save({ boardId: info.id, epoch, version, room: state });
    if (done === 'no-board') return refuse('no-such-board');
    if (done === 'fenced') return refuse('server-busy');
    for (const each of gathered) each.isOnDisk = true;
    const [before, after, moment] = [this.#state, state, this.moment];
    this.#state = state;
    this.#version = version;
    if (!isSameMoment(moment, this.moment)) this.#parts.onMoment(this.moment);
    this.#parts.tell.all(this.snapshot());
    this.#tellMine(before, after);
    this.#voting.dropUnseated().catch(this.#parts.onFault);
    this.#counting.soon();
    if (after.leaving !== before.leaving) this.#leaveInTime();
    return version;
  }

  #save(stored: StoredRoom, opened?: readonly string[]): ReturnType<Save> {
    const { store, notes } = this.#parts;
    const silent = momentIn(stored.room, this.#loaded.info).silent;
    if (this.moment.silent && !silent) return notes.reveal(stored);
    return opened ? notes.reveal(stored, opened) : store.saveRoom(stored);
  }

  /** Who was done with a step is not done with the next one. */
  #with(gathered: readonly Gathered[], next: RoomState): RoomState {
    const due = gathered.filter(({ command }) => command.is !== 'done' || next.current === this.#state.current);
    return due.reduce((room, { command, by }) => {
      const decided = decide(room, command, this.#standing(by));
      return isRefusal(decided) ? room : decided;
    }, next);
  }

  #tellMine(before: RoomState, after: RoomState): void {
    if (before.done === after.done) return;
    const changed = before.done.filter((id) => !after.done.includes(id));
    for (const id of [...changed, ...after.done.filter((id) => !before.done.includes(id))]) {
      this.#parts.tell.one(id, this.mine(id));
    }
  }

  #leaveInTime(): void {
    const { leaving } = this.#state;
    if (leaving === null) return;
    const { now, wait } = this.#parts.world;
    void wait(Math.max(0, leaving.at - now()))
      .then(() => this.#leaveIfDue())
      .catch(this.#parts.onFault);
  }

  /** The step is left when the last sentence is finished, or the time for it is over. */
  #leaveIfDue(): Promise<unknown> {
    return this.#inTurn(async () => {
      const { leaving } = this.#state;
      const now = this.#parts.world.now();
      if (leaving === null || (now < leaving.at && this.#roster.writing > 0)) return;
      await this.#publishIfNew(arrive(this.#state, leaving.to, now));
    });
  }

  /** Everybody gets the whole roster, so what changes within a window goes out once. */
  #publishSoon(): Promise<void> {
    this.#changed = true;
    this.#gathering ??= this.#publishGathered().catch(this.#parts.onFault);
    return this.#gathering;
  }

  async #publishGathered(): Promise<void> {
    await this.#parts.world.wait(Math.max(WINDOW_MS, WINDOW_MS_PER_PERSON * this.#roster.size));
    await this.#inTurn(async () => {
      this.#gathering = null;
      // Another publication may have taken it along.
      if (this.#changed && !this.isEmpty) await this.#publish(this.#state);
    });
  }
}
