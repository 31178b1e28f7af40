import { parseArgs } from 'node:util';
import { SERVERS, type ServerName } from './servers/process.ts';

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  /** Keys of the scenarios to run; all when empty. */
  readonly only: readonly string[];
  readonly servers: readonly ServerName[];
  /** Folder for CPU profiles of the servers' main threads under load. */
  readonly profile?: string;
}

export const USAGE = `npm run bench -- [options]
  --rounds 3         rounds per scenario; the servers take turns in each
  --seconds 10       seconds that a load is measured (after 20 s of running in)
  --only one-board   a scenario: one-board, many-boards, joining, idle; may be given several times
  --server ours      only one of the servers: ours, bare, hocuspocus; may be given several times
  --profile folder   write CPU profiles of the servers under load there and tell where the time went`;

const ROUNDS_MAX = 50;
const SECONDS_MAX = 600;

/** The options, or a sentence about the one that cannot be used. */
export function readOptions(args: string[], scenarios: readonly string[]): Options | string {
  try {
    return parseOptions(args, scenarios);
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function parseOptions(args: string[], scenarios: readonly string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '10' },
      only: { type: 'string', multiple: true, default: [] },
      server: { type: 'string', multiple: true, default: [...SERVERS] },
      profile: { type: 'string' },
    },
  });
  return {
    rounds: wholeNumber('rounds', values.rounds, ROUNDS_MAX),
    seconds: wholeNumber('seconds', values.seconds, SECONDS_MAX),
    only: values.only.map((key) => oneOf('only', key, scenarios)),
    servers: values.server.map((name) => oneOf('server', name, SERVERS)),
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${option}: a number from 1 to ${most}`);
  return value;
}

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((it) => it === text);
  if (found === undefined) throw new Error(`--${option}: one of ${known.join(', ')}`);
  return found;
}
