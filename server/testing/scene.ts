import type { Agenda } from '#shared/model/step.ts';
import { watchEvents, type Asking } from './every-door.ts';
import { canariesIn } from './canary.ts';
import { openCopy, type Copy } from './copy.ts';
import { sitDown, type Person, type Sitting } from './person.ts';
import { laidTable, type Table, type TableOptions } from './table.ts';
import { wiretap, type Wiretap } from './wiretap.ts';

export interface Party {
  readonly tap: Wiretap;
  readonly sitting: Sitting;
}

export interface Scene {
  readonly table: () => Table;
  /** Starts the server anew on what it has kept. */
  readonly restart: () => Promise<void>;
  readonly boardId: string;
  readonly author: Party;
  readonly moderator: Party;
  /** Everybody but the author. */
  readonly others: Party[];
  readonly arrive: (name: string) => Promise<Party>;
  readonly asking: (party: Party) => Asking;
}

const SILENT_AT_FIRST: Agenda = [{ kind: 'collect', silent: true }, { kind: 'cluster' }, { kind: 'close' }];

/** A table in silence; each party reaches it over a wiretap of its own. */
export async function laidScene(
  anonymous: boolean,
  { agenda = SILENT_AT_FIRST, ...options }: TableOptions & { agenda?: Agenda } = {},
): Promise<Scene> {
  const events = watchEvents();
  let table = await laidTable(options);
  const { board, moderator } = await table.create({ agenda: [...agenda], anonymous });
  const party = async (name: string, sitting: Sitting) => ({ tap: await wiretap(name, () => table.url), sitting });
  const arrive = async (name: string) => party(name, await table.join(board.code, { name }));
  const author = await arrive('Nora');
  const leader = await party('moderator', { boardId: board.id, ...moderator });
  const path = `/api/boards/${board.id}/screens`;
  const { json: screen } = await table.call<{ token: string }>(path, { method: 'POST', token: moderator.token });
  const stranger = { boardId: board.id, participantId: '', token: '' };
  const others = [
    await arrive('Ben'),
    leader,
    await party('screen', { ...stranger, token: screen.token }),
    await party('stranger', stranger),
  ];
  const restart = async () => {
    await table.close();
    table = await laidTable({ ...options, dir: table.dir });
  };
  const asking = ({ tap, sitting: { token } }: Party): Asking => ({
    ...{ httpServer: table.app.httpServer, events: events(), url: tap.url, token },
    ...{ boardId: board.id, code: board.code, participants: [author.sitting.participantId] },
  });
  return { table: () => table, restart, boardId: board.id, author, moderator: leader, others, arrive, asking };
}

export const sitAt = ({ tap, sitting }: Party): Promise<Person> => sitDown(tap.url, sitting);
export const notebookOf = ({ tap, sitting }: Party): Copy =>
  openCopy(tap.url, { ...sitting, boardId: `${sitting.boardId}.${sitting.participantId}` });
export const hasSeat = ({ sitting }: Party): boolean => sitting.token !== '';

/** The numbers of the canaries that a party has heard. */
export const heardBy = ({ tap }: Party): number[] =>
  [...new Set(tap.lines().flatMap(({ heard }) => [...canariesIn(heard)]))].sort((a, b) => a - b);
export const loggedAt = ({ logged }: Table): number[] => [...canariesIn(Buffer.from(logged.join('')))];
