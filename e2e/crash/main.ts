import { randomInt } from 'node:crypto';
import { randomFrom } from '../../bench/random.ts';
import { crash, isClean, type Figures } from './crash.ts';
import { momentName, plannedMoments } from './moments.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import type { Findings } from './table.ts';

/** `npm run crash`: kills the server again and again under load, and counts what that took from anybody. */

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const SEEDS = 1_000_000;

async function run({ rounds, seed }: Options): Promise<boolean> {
  print(`Pulling the plug ${rounds} times, --seed ${seed}`);
  const figures = await crash(plannedMoments(rounds, randomFrom(seed)), (round, moment, found) =>
    print(`${String(round).padStart(4)}  ${momentName(moment).padEnd(20)} ${verdict(found)}`),
  );
  print(summary(figures));
  return isClean(figures);
}

const verdict = (found: Findings): string =>
  isClean(found) ? 'nothing lost' : `LOST ${found.lost}, DOUBLED ${found.doubled}, UNEQUAL ${found.unequal}`;

const summary = ({ rounds, acknowledged, shown, lost, doubled, unequal }: Figures): string =>
  [
    `\n${rounds} crashes`,
    `${acknowledged} edits and commands acknowledged, ${shown} edits shown to others`,
    `lost: ${lost}, doubled: ${doubled}, boards that did not become equal: ${unequal}`,
  ].join('\n');

const options = readOptions(process.argv.slice(2), randomInt(1, SEEDS));
if (typeof options === 'string') print(`${options}\n\n${USAGE}`);
const isGood = typeof options !== 'string' && (await run(options));
process.exit(isGood ? 0 : 1);
