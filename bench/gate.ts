import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Author } from './author.ts';
import { readOptions } from './options.ts';
import { below, randomFrom } from './random.ts';
import { median } from './statistics.ts';
import { participantId, TAKERS, type SentUpdate } from './takers.ts';
import { loadTexts } from './texts.ts';

/**
 * What an update costs, in CPU of all threads, when it is judged, applied, repaired and written to disk, beside a bare
 * `applyUpdate` of the same update. Updates come one by one as a busy table sends them. See README.md in this folder.
 */

const PEOPLE = 60;
/** Edits a second of all of them. */
const PACE = 240;
const SEED = 20_221_013;
/** Edits of each before any is measured: a table in the middle of its work, and an engine that has compiled what runs often. */
const RUN_IN_EDITS = 100;
const MOST_TIMES_BARE = 1.5;

type TakerName = keyof typeof TAKERS;
const NAMES = Object.keys(TAKERS) as TakerName[];
const TITLES: Readonly<Record<TakerName, string>> = {
  nobody: 'sending them (taken off the others)',
  bare: 'bare applyUpdate',
  telling: 'applyUpdate, with a listener for the update',
  single: 'gate, repair and journal, a transaction for each update',
  ours: 'gate, repair and journal, put together as at a busy table',
};

setFlagsFromString('--expose-gc');
/** What one measurement leaves behind must not be cleared away on the account of the next. */
const collectGarbage = runInNewContext('gc') as () => void;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Edits of everybody, in the order in which they are sent. */
function written(texts: readonly string[], count: number): SentUpdate[] {
  const random = randomFrom(SEED);
  const authors = Array.from({ length: PEOPLE }, (_, by) => {
    return new Author({ participantId: participantId(by), texts, random: randomFrom(SEED + by), of: PEOPLE });
  });
  return Array.from({ length: count }, () => {
    const by = below(random, PEOPLE);
    return { by, update: (authors[by] as Author).edit().update };
  });
}

/** Microseconds of CPU per update. */
async function measure(name: TakerName, runIn: readonly SentUpdate[], edits: readonly SentUpdate[]): Promise<number> {
  const taker = await TAKERS[name](PEOPLE);
  for (const each of runIn) taker.take(each);
  await taker.settle();
  collectGarbage();
  const before = process.cpuUsage();
  await send(edits, (each) => taker.take(each));
  await taker.settle();
  const { user, system } = process.cpuUsage(before);
  await taker.close();
  return (user + system) / edits.length;
}

/** Sends at random moments around a steady pace. */
async function send(edits: readonly SentUpdate[], take: (sent: SentUpdate) => void): Promise<void> {
  const random = randomFrom(SEED);
  let at = performance.now();
  for (const each of edits) {
    at += (-Math.log(1 - random()) * 1_000) / PACE;
    const early = at - performance.now();
    if (early > 0) await wait(early);
    take(each);
  }
}

async function bench(rounds: number, seconds: number): Promise<void> {
  const { texts, from } = loadTexts(process.env);
  print(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), texts: ${from}`);
  print(`${PEOPLE} people, ${PACE} edits a second, ${rounds} round(s) of ${seconds} s after one that does not count`);
  const all = written(texts, RUN_IN_EDITS * PEOPLE + PACE * seconds);
  const [runIn, edits] = [all.slice(0, RUN_IN_EDITS * PEOPLE), all.slice(RUN_IN_EDITS * PEOPLE)];
  const results = new Map<TakerName, number[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed()) {
      const used = await measure(name, runIn, edits);
      if (round > 0) results.get(name)?.push(used);
    }
  }
  report(results);
}

function report(results: ReadonlyMap<TakerName, readonly number[]>): void {
  const of = (name: TakerName) => results.get(name) ?? [];
  const sending = median(of('nobody'));
  const bare = median(of('bare')) - sending;
  print(`\n${'CPU per update (µs)'.padEnd(62)}${'median (range)'.padEnd(24)}times bare`);
  for (const name of NAMES) {
    const own = of(name).map((used) => (name === 'nobody' ? used : used - sending));
    const range = `${median(own).toFixed(1)} (${Math.min(...own).toFixed(1)}..${Math.max(...own).toFixed(1)})`;
    const times = name === 'nobody' ? '' : `x ${(median(own) / bare).toFixed(2)}`;
    print(`${TITLES[name].padEnd(62)}${range.padEnd(24)}${times}`.trimEnd());
  }
  const held = median(of('ours')) - sending <= MOST_TIMES_BARE * bare;
  print(
    `\nTargets\n${held ? 'ok    ' : 'NOT OK'}  gate and journal: at most ${MOST_TIMES_BARE} times a bare applyUpdate`,
  );
}

const read = readOptions(process.argv.slice(2), []);
if (typeof read === 'string') print(`${read}\n\nnpm run bench:gate -- [--rounds 3] [--seconds 10]`);
else await bench(read.rounds, read.seconds);
process.exit(typeof read === 'string' ? 1 : 0);
