import { createAction } from '#shared/document/plan.ts';
import { createCluster, placeIdea, postIdea } from '#shared/document/write.ts';
import type { Vote } from '#shared/model/vote.ts';
import type { BoardCreated, CreateBoardRequest } from '#shared/wire/http.ts';
import { Guest } from '../server/cli/guest.ts';
import { expect, type Table } from './table.ts';

/** A moderator and guests without browsers, for tests about what others see of a round. */
export class Round {
  readonly created: BoardCreated;
  readonly moderator: Guest;
  readonly guests: readonly Guest[];
  #ideas = 0;

  private constructor(created: BoardCreated, moderator: Guest, guests: readonly Guest[]) {
    this.created = created;
    this.moderator = moderator;
    this.guests = guests;
  }

  /** Takes seats, one for each sector named. */
  static async begin(
    { table, origin }: { table: Table; origin: string },
    body: CreateBoardRequest,
    sectors: readonly string[] = [],
  ): Promise<Round> {
    const created = await table.create(body);
    const { id: boardId, code } = created.board;
    const moderator = new Guest(origin, { boardId, ...created.moderator, role: 'moderator' });
    const seats = await Promise.all(sectors.map((sector, i) => table.join(code, { name: `Gast ${i + 1}`, sector })));
    const guests = seats.map((seat) => new Guest(origin, seat));
    await Promise.all([moderator, ...guests].map((guest) => guest.arrived()));
    await expect.poll(() => moderator.room?.roster.length).toBeGreaterThan(sectors.length);
    return new Round(created, moderator, guests);
  }

  /** The moderator writes them all. Gives the ids. */
  write(texts: readonly string[], createdAt = Date.now()): string[] {
    const { doc, origin, seat } = this.moderator;
    const sectors = ['industry', 'creative', 'other'];
    return texts.map((text, i) => {
      const id = `idea-${String(this.#ideas++).padStart(8, '0')}`;
      const sector = sectors[i % 3] ?? '';
      postIdea(doc, { id, text, author: seat.participantId, sector, createdAt: createdAt + i }, origin);
      return id;
    });
  }

  /** The moderator makes a cluster of these ideas. */
  cluster(id: string, { title, at, ideas }: { title: string; at: [number, number]; ideas: readonly string[] }): void {
    const { doc, origin, seat } = this.moderator;
    createCluster(doc, { id, title, at, createdBy: seat.participantId, createdAt: Date.now() }, origin);
    ideas.forEach((idea, i) => placeIdea(doc, idea, { in: id, rank: `a${i.toString(36).padStart(2, '0')}` }, origin));
  }

  /** The moderator writes down what was agreed. */
  agree(id: string, { what, who, due }: { what: string; who: readonly string[]; due?: string }): void {
    const { doc, origin } = this.moderator;
    createAction(doc, { id, what, who, accepted: [], createdAt: Date.now(), ...(due ? { due } : {}) }, origin);
  }

  /** The vote that came last. */
  async vote(is: Vote['is']): Promise<Vote> {
    await expect.poll(() => this.moderator.room?.votes.at(-1)?.is).toBe(is);
    const vote = this.moderator.room?.votes.at(-1);
    if (!vote) throw new Error('there is no vote');
    return vote;
  }

  leave(): void {
    for (const guest of [this.moderator, ...this.guests]) guest.leave();
  }
}
