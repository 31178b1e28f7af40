import type { Figures, Scenario } from './scenarios/scenario.ts';
import type { ServerName } from './servers/process.ts';
import { median } from './statistics.ts';

/** What every round of one scenario gave, by server. */
export type Rounds = ReadonlyMap<ServerName, readonly Figures[]>;

const NAME = 62;
const COLUMN = 24;

export function scenarioReport(scenario: Scenario, rounds: Rounds): string {
  const names = [...rounds.keys()];
  const figures = new Set(names.flatMap((name) => Object.keys(rounds.get(name)?.[0] ?? {})));
  const head = row(scenario.title, [...names, names.length > 1 ? 'ours / bare' : '']);
  const lines = [...figures].map((figure) => row(figure, cells(figure, rounds)));
  return ['', head, '-'.repeat(head.length), ...lines].join('\n');
}

function cells(figure: string, rounds: Rounds): string[] {
  const [ours, bare] = [medianOf(rounds, 'ours', figure), medianOf(rounds, 'bare', figure)];
  const ratio = ours === null || bare === null || bare === 0 ? '' : `x ${(ours / bare).toFixed(2)}`;
  return [...[...rounds.values()].map((it) => spread(it, figure)), ratio];
}

/** The median, and in brackets the lowest and the highest round: the noise of the machine. */
function spread(rounds: readonly Figures[], figure: string): string {
  const values = valuesOf(rounds, figure);
  if (values.length === 0) return '-';
  const range = values.length > 1 ? ` (${short(Math.min(...values))}..${short(Math.max(...values))})` : '';
  return short(median(values)) + range;
}

/** A server that never says `saved` has no such times: NaN counts as not measured. */
const valuesOf = (rounds: readonly Figures[], figure: string): number[] =>
  rounds.map((it) => it[figure] ?? NaN).filter((value) => !Number.isNaN(value));

function medianOf(rounds: Rounds, name: ServerName, figure: string): number | null {
  const values = valuesOf(rounds.get(name) ?? [], figure);
  return values.length === 0 ? null : median(values);
}

const short = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);

const row = (name: string, columns: readonly string[]): string =>
  name.padEnd(NAME) +
  columns
    .map((column) => column.padEnd(COLUMN))
    .join('')
    .trimEnd();

/** One line per target; needs both servers. */
export function targetReport(scenario: Scenario, rounds: Rounds): string[] {
  if (!rounds.has('ours') || !rounds.has('bare')) return [];
  const [ours, bare] = [medians(rounds, 'ours'), medians(rounds, 'bare')];
  return scenario.targets.map((target) => `${target.holds(ours, bare) ? 'ok    ' : 'NOT OK'}  ${target.says}`);
}

function medians(rounds: Rounds, name: ServerName): Figures {
  const figures = Object.keys(rounds.get(name)?.[0] ?? {});
  return Object.fromEntries(figures.map((figure) => [figure, medianOf(rounds, name, figure) ?? NaN]));
}
