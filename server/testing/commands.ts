import { readBoard } from '#shared/document/read.ts';
import type { Idea } from '#shared/model/board.ts';
import type { RosterEntry } from '#shared/model/seat.ts';
import type { Command } from '#shared/wire/live.ts';
import type { Person } from './person.ts';

/** What became of a command: 'ok', or the name of the problem. */
export async function outcome(person: Person, command: Command): Promise<string> {
  const answer = await person.command(command);
  return answer.ok ? 'ok' : answer.problem.type.replace('urn:tafelrunde:problem:', '');
}

/** How somebody looks in the roster that somebody else sees. */
export const seatOf = (at: Person, { participantId }: Pick<Person, 'participantId'>): RosterEntry | undefined =>
  at.room.roster.find((entry) => entry.participantId === participantId);

export const ideasAt = ({ doc }: Pick<Person, 'doc'>): Idea[] => [...readBoard(doc).ideas.values()];

/** The code with which the board closes to somebody. */
export const closeCode = ({ provider }: Pick<Person, 'provider'>): Promise<number> =>
  new Promise((resolve) => provider.on('closed', ({ code }) => resolve(code)));
