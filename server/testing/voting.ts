import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postIdea } from '#shared/document/write.ts';
import type { VoteRules } from '#shared/model/vote.ts';
import type { Acknowledgement } from '#shared/wire/live.ts';
import { until, type Person } from './person.ts';
import type { Table } from './table.ts';

export const anId = (name: string): string => `${name}-0123456789`;

/** Posts ideas of that name as one's own. */
export async function posted(person: Person, ...names: string[]): Promise<void> {
  const { participantId: author, sector } = person.you;
  for (const name of names) {
    postIdea(person.doc, { id: anId(name), text: name, author, sector, createdAt: 1 }, { is: 'deed', by: author });
  }
  await person.saved();
}

/** A board with a moderator and guests, collecting; its second step is a vote by these rules. */
export async function votingRound<Name extends string>(table: Table, rules: Partial<VoteRules>, ...names: Name[]) {
  const agenda = [{ kind: 'collect' }, { kind: 'vote', ...rules }, { kind: 'close' }] as const;
  const created = await table.create({ agenda: [...agenda] });
  const boardId = created.board.id;
  const moderator = await table.sit({ boardId, ...created.moderator });
  const people: [Name, Person][] = [];
  for (const name of names) people.push([name, await table.sit(await table.join(created.board.code, { name }))]);
  return { created, boardId, moderator, people: Object.fromEntries(people) as Record<Name, Person> };
}

/** Goes to the step of voting; gives the id of the vote that it opens. */
export async function voteOpened(moderator: Person): Promise<string> {
  await moderator.command({ is: 'go-to-step', step: 1 });
  await until(() => {
    if (moderator.room.votes.length === 0) throw new Error('no vote was opened');
  });
  return moderator.room.votes.at(-1)?.id ?? '';
}

/** 'ok', or the name of the problem. */
export const said = (answer: Acknowledgement): string =>
  answer.ok ? 'ok' : answer.problem.type.replace('urn:tafelrunde:problem:', '');

/** Everything in the server's folder. */
export const filesOf = (table: Table): Buffer =>
  Buffer.concat(readdirSync(table.dir).map((name) => readFileSync(join(table.dir, name))));
