import type { LiveServer } from '../server.ts';
import { AimedServer } from './aimed-server.ts';
import type { Moment } from './moments.ts';
import { CrashTable, type Findings } from './table.ts';

/** Crashes of one table: it grows with each, and a growing board would make later rounds slower than earlier ones. */
const ROUNDS_PER_TABLE = 10;

/** What was at stake, and what of it the crashes took. */
export interface Figures extends Findings {
  rounds: number;
  /** Edits and commands that were confirmed, and edits that others were shown. */
  acknowledged: number;
  shown: number;
}

type Tell = (round: number, moment: Moment, findings: Findings) => void;

export const isClean = ({ lost, doubled, unequal }: Findings): boolean => lost + doubled + unequal === 0;

/** Pulls a server's plug at each of these moments in turn; ends early with the first that takes something. */
export async function crash(moments: readonly Moment[], tell: Tell = () => undefined): Promise<Figures> {
  const figures: Figures = { rounds: 0, acknowledged: 0, shown: 0, lost: 0, doubled: 0, unequal: 0 };
  const server = await AimedServer.start();
  try {
    for (let at = 0; at < moments.length && isClean(figures); at += ROUNDS_PER_TABLE) {
      await crashTable(server, moments.slice(at, at + ROUNDS_PER_TABLE), { figures, tell });
    }
    return figures;
  } finally {
    await server.remove();
  }
}

async function crashTable(
  server: AimedServer,
  moments: readonly Moment[],
  { figures, tell }: { readonly figures: Figures; readonly tell: Tell },
): Promise<void> {
  const table = await CrashTable.laid(server.live);
  for (const moment of moments) {
    if (!isClean(figures)) break;
    const findings = await crashOnce(server, table, moment);
    figures.rounds++;
    for (const key of ['lost', 'doubled', 'unequal'] as const) figures[key] += findings[key];
    tell(figures.rounds, moment, findings);
  }
  figures.acknowledged += table.acknowledged;
  figures.shown += table.shown;
  table.leave();
}

async function crashOnce(server: AimedServer, table: CrashTable, moment: Moment): Promise<Findings> {
  if (moment.is === 'aimed' && moment.op === 'compact') await refill(server.live, table);
  table.work();
  await server.dieAt(moment);
  table.rest();
  await server.live.start();
  return table.comeBack();
}

async function refill(server: LiveServer, table: CrashTable): Promise<void> {
  await server.stop();
  await table.fillJournal();
  await server.start();
  await table.everybodyIsIn();
}
