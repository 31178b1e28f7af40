import { webcrypto } from 'node:crypto';
import { createCluster, placeIdea, postIdea } from '#shared/document/write.ts';
import type { Draft } from '#shared/exchange/draft.ts';
import { gather } from '#shared/exchange/gather.ts';
import type { Board } from '#shared/model/board.ts';
import { newId } from '#shared/model/ids.ts';
import { AGENDA_DEFAULT } from '#shared/model/step.ts';
import type { BoardCreated, CreateBoardRequest, Joined } from '#shared/wire/http.ts';
import { demoIdeas } from './demo-ideas.ts';
import { Guest } from './guest.ts';

const TABLE: CreateBoardRequest = {
  title: 'Urbane Mobilität',
  question: 'Wie kommen wir 2030 durch Chemnitz – und was bauen wir dafür gemeinsam?',
  agenda: [...AGENDA_DEFAULT],
};

/** Who sits at the demo's table; the ideas name them. */
const ORGANISATIONS: Readonly<Record<string, string>> = {
  'Tobias Seidel': 'Seidel Sondermaschinen',
  'Anke Winkler': 'Winkler Sensorik',
  'Rico Krause': 'Fahrzeugwerk Kappel',
  'Priya Nair': 'Nair Drives',
  'Daniel Hofmann': 'Gießerei Hofmann',
  'Lena Morgenstern': 'Studio Morgenstern',
  'Jonas Pietsch': 'Klangwerk Sonnenberg',
  'Nora Feldmann': 'Feldmann Szenografie',
  'Mei Huang': 'Huang & Friends Design',
  'Callum Reid': 'Pedal Stories',
  'Sabine Böhme': 'Stadtplanungsamt',
  'Yusuf Demir': 'Azubi-Vertretung',
};

export interface DemoTable {
  readonly links: BoardCreated['links'];
  /** Everybody who wrote something, still connected, by name. */
  readonly guests: ReadonlyMap<string, Guest>;
}

/** Lays a table with the 60 ideas over the wire, as everybody does: twelve people write, the moderator sorts. */
export async function layDemoTable(url: string, createKey?: string): Promise<DemoTable> {
  const created = await post<BoardCreated>(`${url}/api/boards`, { body: TABLE, key: createKey });
  const { id: boardId, code } = created.board;
  const drafts = demoIdeas();
  const guests = new Map<string, Guest>();
  for (const { from: name = '', sector } of drafts) {
    if (guests.has(name)) continue;
    const body = { name, organisation: ORGANISATIONS[name], sector };
    const seat = await post<Joined>(`${url}/api/boards/${code}/join`, { body });
    guests.set(name, new Guest(url, seat));
  }
  const moderator = new Guest(url, { boardId, ...created.moderator, role: 'moderator' });
  await Promise.all([moderator, ...guests.values()].map((guest) => guest.arrived()));
  await sort(moderator, write(drafts, guests), guests);
  moderator.leave();
  return { links: created.links, guests };
}

const freshId = (): string => newId((bytes) => webcrypto.getRandomValues(bytes));

/** Milliseconds between two ideas: as if they had been written in the last minutes. */
const APART_MS = 8_000;

/** Everybody posts their own. Gives the ids. */
function write(drafts: readonly Draft[], guests: ReadonlyMap<string, Guest>): ReadonlyMap<Draft, string> {
  const start = Date.now() - drafts.length * APART_MS;
  const ids = new Map<Draft, string>();
  for (const [index, draft] of drafts.entries()) {
    const guest = guests.get(draft.from ?? '');
    if (!guest) continue;
    const idea = { id: freshId(), text: draft.text, sector: draft.sector, author: guest.seat.participantId };
    postIdea(guest.doc, { ...idea, createdAt: start + index * APART_MS }, guest.origin);
    ids.set(draft, idea.id);
  }
  return ids;
}

/** What others see is on disk, so everybody has seen the sorted board when this resolves. */
async function sort(
  moderator: Guest,
  ids: ReadonlyMap<Draft, string>,
  guests: ReadonlyMap<string, Guest>,
): Promise<void> {
  await moderator.sees(({ ideas }) => ideas.size === ids.size);
  await moderator.command({ is: 'go-to-step', step: 1 });
  const laying = { board: moderator.board, now: Date.now(), newId: freshId, anonymous: false };
  const { clusters, places } = gather([...ids.keys()], laying);
  for (const cluster of clusters) {
    createCluster(moderator.doc, { ...cluster, createdBy: moderator.seat.participantId }, moderator.origin);
  }
  for (const [draft, place] of places) placeIdea(moderator.doc, ids.get(draft) ?? '', place, moderator.origin);
  const isSorted = ({ ideas }: Board) => [...ideas.values()].filter(({ place }) => place).length === places.size;
  await Promise.all([...guests.values()].map((guest) => guest.sees(isSorted)));
}

async function post<T>(url: string, { body, key }: { body: object; key?: string | undefined }): Promise<T> {
  const authorization = key ? { authorization: `Bearer ${key}` } : {};
  const headers = { 'content-type': 'application/json', ...authorization };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
