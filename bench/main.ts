import { existsSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readOptions, USAGE, type Options } from './options.ts';
import { hottest } from './profile.ts';
import { scenarioReport, targetReport, type Rounds } from './report.ts';
import { manyBoards, oneBoard } from './scenarios/edits.ts';
import { idle } from './scenarios/idle.ts';
import { joining } from './scenarios/joining.ts';
import type { Figures, Scenario } from './scenarios/scenario.ts';
import { ServerProcess, type ServerName } from './servers/process.ts';
import { loadTexts, type Texts } from './texts.ts';

/** Our server beside a bare y-websocket server and Hocuspocus, all driven by this process in the same way. See README.md in this folder. */

const SCENARIOS: readonly Scenario[] = [oneBoard, manyBoards, joining, idle];
const SEED = 20_221_013;
/** No single run takes longer, whatever a server does; the measured seconds come on top. */
const RUN_WITHIN_MS = 300_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function bench(options: Options): Promise<void> {
  const texts = loadTexts(process.env);
  print(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), texts: ${texts.from}`);
  print(`${options.rounds} round(s) of ${options.seconds} s; each figure is the median (lowest..highest round)`);
  const verdicts: string[] = [];
  for (const scenario of SCENARIOS) {
    if (options.only.length > 0 && !options.only.includes(scenario.key)) continue;
    const rounds = await runScenario(scenario, options, texts);
    print(scenarioReport(scenario, rounds));
    verdicts.push(...targetReport(scenario, rounds));
  }
  if (verdicts.length > 0) print(`\nTargets\n${verdicts.join('\n')}`);
}

async function runScenario(scenario: Scenario, options: Options, texts: Texts): Promise<Rounds> {
  const rounds = new Map<ServerName, Figures[]>(options.servers.map((name) => [name, []]));
  const most = Math.min(options.rounds, scenario.roundsMax ?? Infinity);
  for (let round = 0; round < most; round++) {
    // Who comes first takes turns too: a machine that slows down slows all.
    const order = round % 2 === 0 ? options.servers : options.servers.toReversed();
    for (const name of order) rounds.get(name)?.push(await runOnce(scenario, name, { ...options, round, texts }));
  }
  return rounds;
}

type Run = Options & { readonly round: number; readonly texts: Texts };

async function runOnce(scenario: Scenario, name: ServerName, run: Run): Promise<Figures> {
  const server = await ServerProcess.start(name);
  try {
    const { seconds, texts } = run;
    const profile = profileOf(scenario, name, run);
    const running = scenario.run({ server, seconds, seed: SEED + run.round, texts: texts.texts, ...profile });
    const figures = await Promise.race([running, tooLate(seconds)]);
    if (profile && existsSync(profile.profile)) print(`\n${hottest(profile.profile)}`);
    return figures;
  } finally {
    await server.stop();
  }
}

function profileOf(scenario: Scenario, name: ServerName, run: Run): { readonly profile: string } | undefined {
  if (run.profile === undefined) return undefined;
  mkdirSync(run.profile, { recursive: true });
  return { profile: join(run.profile, `${scenario.key}-${name}-${run.round}.cpuprofile`) };
}

async function tooLate(seconds: number): Promise<never> {
  await wait(RUN_WITHIN_MS + seconds * 1_000, undefined, { ref: false });
  throw new Error('The run took too long.');
}

const args = process.argv.slice(2);
if (args.includes('--help')) print(USAGE);
else {
  const keys = SCENARIOS.map(({ key }) => key);
  const read = readOptions(args, keys);
  if (typeof read === 'string') print(`${read}\n\n${USAGE}`);
  else await bench(read);
  process.exit(typeof read === 'string' ? 1 : 0);
}
