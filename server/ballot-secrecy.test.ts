import { afterEach, expect, test, vi } from 'vitest';
import { askEverything, watchEvents } from './testing/every-door.ts';
import { sitDown, until } from './testing/person.ts';
import { laidTable } from './testing/table.ts';
import { anId, posted, said, voteOpened } from './testing/voting.ts';
import { wiretap, type Wiretap } from './testing/wiretap.ts';

afterEach(() => void vi.restoreAllMocks());

/** How a target stands in a ballot, and nowhere else; also within JSON in JSON. */
const CHOSEN = ['a', 'b'].flatMap((name) => [`"${anId(name)}":`, `${anId(name)}\\":`]);
const heardBy = (taps: readonly Wiretap[]): string[] =>
  taps
    .filter((tap) => tap.lines().some(({ heard }) => CHOSEN.some((form) => heard.includes(form))))
    .map(({ name }) => name);

test.each(['while people vote', 'while the round is elsewhere', 'after the vote was closed'])(
  '[VO3] whatever anybody asks the server for, over whatever way, tells no ballot but one’s own: %s',
  async (when) => {
    const events = watchEvents();
    const table = await laidTable();
    const agenda = [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'open' }] as const;
    const { board, moderator } = await table.create({ agenda: [...agenda] });
    const boardId = board.id;
    const tap = (name: string) => wiretap(name, () => table.url);
    const [own, ...others] = await Promise.all(['nora', 'moderator', 'ben', 'stranger'].map(tap));
    const [noras, bens] = [
      await table.join(board.code, { name: 'nora' }),
      await table.join(board.code, { name: 'ben' }),
    ];
    const nora = await sitDown(own?.url ?? '', noras);
    const leader = await table.sit({ boardId, ...moderator });
    await posted(leader, 'a', 'b');
    const vote = await voteOpened(leader);
    const ballot = { [anId('a')]: 2, [anId('b')]: 1 };
    expect(said(await nora.command({ is: 'cast', vote, ballot }))).toBe('ok');
    await until(() => expect(nora.mine?.ballots).toEqual({ [nora.participantId]: ballot }));
    if (when.includes('elsewhere')) await leader.command({ is: 'go-to-step', step: 2 });
    if (when.includes('closed')) expect(said(await leader.command({ is: 'close-vote', vote }))).toBe('ok');
    for (const [index, token] of [moderator.token, bens.token, ''].entries()) {
      await askEverything({
        ...{ httpServer: table.app.httpServer, events: events(), url: others[index]?.url ?? '', token },
        ...{ boardId, code: board.code, participants: [nora.participantId] },
      });
    }
    expect(heardBy(own ? [own] : [])).toEqual(['nora']);
    expect(heardBy(others)).toEqual([]);
    expect(table.logged.filter((line) => CHOSEN.some((form) => line.includes(form)))).toEqual([]);
  },
);
