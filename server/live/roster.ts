import type { RosterEntry, Seat } from '#shared/model/seat.ts';

/** Milliseconds after which somebody who does not say so again is no longer taken to be writing. */
const WRITING_MS = 10_000;

/** Who has a seat at one board, who of them is connected, and how many are writing. */
export class Roster {
  /** By participant id, in the order in which they came; screens are not in it. */
  readonly #people: Map<string, Seat>;
  /** Who is connected. By connection, not by person: the late goodbye of an old socket must not end the new one. */
  readonly #connections = new Map<object, string>();
  /** Until when somebody is taken to be writing, by connection; milliseconds since 1970. */
  readonly #writing = new Map<object, number>();
  /** Who was removed, by participant id. */
  readonly #former: Map<string, Seat>;
  readonly #now: () => number;
  /** When a moderator was last seen to be connected. After a restart nobody knows; whoever was here comes back soon. */
  #ledAt: number;

  constructor({ people, former }: { people: readonly Seat[]; former: readonly Seat[] }, now: () => number) {
    this.#people = byId(people);
    this.#former = byId(former);
    this.#now = now;
    this.#ledAt = now();
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0;
  }

  get size(): number {
    return this.#people.size;
  }

  get(participantId: string): Seat | undefined {
    return this.#people.get(participantId);
  }

  /** How many may lead, here or not. */
  get moderators(): number {
    return [...this.#people.values()].filter(({ role }) => role === 'moderator').length;
  }

  /** When a moderator was last connected, in milliseconds since 1970: now while one is. */
  get ledAt(): number {
    this.#noteLed();
    return this.#ledAt;
  }

  get former(): readonly Seat[] {
    return [...this.#former.values()];
  }

  isFormer(participantId: string): boolean {
    return this.#former.has(participantId);
  }

  /** Somebody got a seat, or another role or name. True when that is news. */
  seat(seat: Seat): boolean {
    if (seat.role === 'screen') return false;
    this.#noteLed();
    const before = this.#people.get(seat.participantId);
    this.#people.set(seat.participantId, seat);
    return before === undefined || before.role !== seat.role || before.name !== seat.name;
  }

  /** Their seat is gone. */
  unseat(participantId: string): void {
    this.#noteLed();
    const seat = this.#people.get(participantId);
    this.#people.delete(participantId);
    if (seat !== undefined) this.#former.set(participantId, seat);
  }

  enter(connection: object, { participantId }: Seat): void {
    this.#connections.set(connection, participantId);
  }

  leave(connection: object): boolean {
    this.#noteLed();
    this.#writing.delete(connection);
    return this.#connections.delete(connection);
  }

  /** True when the number of those who write may have changed. */
  writes(connection: object, writing: boolean): boolean {
    const person = this.#connections.get(connection);
    if (person === undefined || !this.#people.has(person)) return false;
    const before = this.writing;
    if (writing) this.#writing.set(connection, this.#now() + WRITING_MS);
    else this.#writing.delete(connection);
    return this.writing !== before;
  }

  /** People in the middle of a sentence. */
  get writing(): number {
    const now = this.#now();
    const people = new Set<string>();
    for (const [connection, until] of this.#writing) {
      if (until > now) people.add(this.#connections.get(connection) ?? '');
      else this.#writing.delete(connection);
    }
    return people.size;
  }

  entries(): readonly RosterEntry[] {
    const here = new Set(this.#connections.values());
    return [...this.#people.values()].map((seat) => ({ ...seat, here: here.has(seat.participantId) }));
  }

  /** Before anything that could end it. */
  #noteLed(): void {
    const isLed = [...this.#connections.values()].some((id) => this.#people.get(id)?.role === 'moderator');
    if (isLed) this.#ledAt = this.#now();
  }

  people(): Iterable<Seat> {
    return this.#people.values();
  }
}

const byId = (seats: readonly Seat[]): Map<string, Seat> => new Map(seats.map((seat) => [seat.participantId, seat]));
