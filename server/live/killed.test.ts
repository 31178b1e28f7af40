import { expect, test } from 'vitest';
import { writeNote } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { AGENDA_TEMPLATES } from '#shared/model/step.ts';
import { leftOf } from '#shared/model/timer.ts';
import { openVote } from '#shared/model/vote.ts';
import type { BoardCreated, Joined } from '#shared/wire/http.ts';
import type { Command } from '#shared/wire/live.ts';
import { call } from '../testing/call.ts';
import { openCopy } from '../testing/copy.ts';
import { sitDown, until, type Person, type Sitting } from '../testing/person.ts';
import { startProgram, urlOf, type Program } from '../testing/program.ts';
import { temporaryFolder } from '../testing/table.ts';

const AGENDA = AGENDA_TEMPLATES.stammtisch;

/** A server in a process of its own, whose plug is pulled again and again. */
class House {
  readonly #dir = temporaryFolder();
  #program!: Program;
  url = '';

  async open(): Promise<void> {
    this.#program = startProgram({ DATA_DIR: this.#dir });
    this.url = await urlOf(this.#program);
  }

  async pullThePlug(): Promise<void> {
    this.#program.child.kill('SIGKILL');
    await this.#program.ended;
    await this.open();
  }
}

const post = async <T>(url: string, path: string, json: object): Promise<T> =>
  (await call<T>(url, path, { method: 'POST', json })).json;

const obeyed = async (person: Person, command: Command): Promise<void> =>
  expect(await person.command(command)).toMatchObject({ ok: true });

/** What everybody sees of the round; who is connected is another matter. */
const roundOf = ({ room: { version: _, roster, timer, ...room } }: Person) => ({
  ...room,
  timer: timer.is === 'paused' ? timer : { is: timer.is },
  people: roster.map(({ here: _here, ...seat }) => seat),
});

test('[RO74] a server that is killed in any step goes on where it was, with the timer right to the second', async () => {
  const house = new House();
  await house.open();
  const created = await post<BoardCreated>(house.url, '/api/boards', { title: 'Energie', agenda: 'stammtisch' });
  const boardId = created.board.id;
  const nora = await post<Joined>(house.url, `/api/boards/${created.board.code}/join`, { sector: 'creative' });
  const sittings: Sitting[] = [{ boardId, ...created.moderator }, nora];
  const come = () => Promise.all(sittings.map((sitting) => sitDown(house.url, sitting)));

  let [moderator, guest] = (await come()) as [Person, Person];
  const notebook = openCopy(house.url, { ...nora, boardId: `${boardId}.${nora.participantId}` });
  await notebook.synced();
  writeNote(notebook.doc, { id: 'eins-0123456789', text: 'Eins', createdAt: 5 }, { is: 'deed', by: 'x' });
  await notebook.saved();
  notebook.close();

  for (const [index, step] of AGENDA.entries()) {
    if (index > 0) await obeyed(moderator, { is: 'go-to-step', step: index });
    await obeyed(moderator, { is: 'time', timer: { do: 'start', ms: 600_000 } });
    await obeyed(guest, { is: 'hand', up: index % 2 === 0 });
    await obeyed(guest, { is: 'done', done: true });
    const vote = openVote(moderator.room.votes);
    if (vote) await obeyed(guest, { is: 'cast', vote: vote.id, ballot: { 'eins-0123456789': 2 } });
    await until(() => expect(guest.room.version).toBe(moderator.room.version));
    const [before, timer] = [roundOf(moderator), moderator.room.timer];
    for (const person of [moderator, guest]) person.leave();

    await house.pullThePlug();
    [moderator, guest] = (await come()) as [Person, Person];
    expect([step.kind, roundOf(moderator)]).toEqual([step.kind, before]);
    const now = Date.now();
    expect(leftOf(moderator.room.timer, now)).toBe(leftOf(timer, now));
    expect(ideasOf(guest.doc).has('eins-0123456789')).toBe(index > 0);
    if (vote) {
      await obeyed(guest, { is: 'cast', vote: vote.id, ballot: { 'eins-0123456789': 1 } });
      await until(() => expect(guest.mine?.ballots).toEqual({ [nora.participantId]: { 'eins-0123456789': 1 } }));
      await obeyed(moderator, { is: 'close-vote', vote: vote.id });
    }
  }
  expect(moderator.room.votes).toMatchObject([{ is: 'closed', tally: { voters: 1, rows: [{ dots: 1, people: 1 }] } }]);
});
