import type { BoardCreated } from '#shared/wire/http.ts';

/** A board laid over HTTP, as a moderator with a file does. */
export interface LaidBoard {
  readonly id: string;
  readonly code: string;
  /** Opens it with the moderator's seat. */
  readonly link: string;
}

/** Of every five ideas one lies in a cluster: a table that has begun to sort, and a wall about as wide as high. */
const CLUSTERED = 1;
const IDEAS_PER_CLUSTER = 20;
const SECTORS = ['industry', 'creative', 'other'];

/** So many texts; when there are fewer they come again, with a number. */
const textsFor = (texts: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, nth) => {
    const text = texts[nth % texts.length] ?? '';
    return nth < texts.length ? text : `${text.slice(0, 270)} (${Math.floor(nth / texts.length) + 1})`;
  });

/** Lays so many ideas on a free wall. */
export async function layBoard(origin: string, texts: readonly string[], count: number): Promise<LaidBoard> {
  const title = `Wand mit ${count} Ideen`;
  const created = (await posted(`${origin}/api/boards`, {
    body: JSON.stringify({ title, agenda: 'freie-wand' }),
    headers: { 'content-type': 'application/json' },
  })) as BoardCreated;
  const { board, moderator } = created;
  const report = (await posted(`${origin}/api/boards/${board.id}/import`, {
    body: tableOf(textsFor(texts, count)),
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${moderator.token}` },
  })) as { readonly ideas: number };
  if (report.ideas !== count) throw new Error(`Of ${count} ideas came in: ${JSON.stringify(report).slice(0, 600)}`);
  return { id: board.id, code: board.code, link: `${origin}/board/${board.id}#seat=${moderator.token}` };
}

function tableOf(texts: readonly string[]): string {
  const rows = texts.map((text, nth) => {
    const cluster = nth % 5 < CLUSTERED ? `Thema ${Math.floor(nth / ((IDEAS_PER_CLUSTER * 5) / CLUSTERED))}` : '';
    return [text, cluster, SECTORS[nth % SECTORS.length] ?? ''].map((cell) => `"${cell.replaceAll('"', '""')}"`);
  });
  return [['Idee', 'Cluster', 'Bereich'], ...rows].map((cells) => cells.join(';')).join('\n');
}

async function posted(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', ...init });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
