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
  const head = row(scenario.title, [...names, ...others(rounds).map((name) => `ours / ${name}`)]);
  const lines = [...figures].map((figure) => row(figure, cells(figure, rounds)));
  return ['', head, '-'.repeat(head.length), ...lines].join('\n');
}

/** Those that ours is held against. */
const others = (rounds: Rounds): ServerName[] =>
  rounds.has('ours') ? [...rounds.keys()].filter((name) => name !== 'ours') : [];

function cells(figure: string, rounds: Rounds): string[] {
  const spreads = [...rounds.values()].map((it) => spread(it, figure));
  return [...spreads, ...others(rounds).map((name) => ratio(figure, rounds, name))];
}

function ratio(figure: string, rounds: Rounds, name: ServerName): string {
  const [ours, other] = [medianOf(rounds, 'ours', figure), medianOf(rounds, name, figure)];
  return ours === null || other === null || other === 0 ? '' : `x ${(ours / other).toFixed(2)}`;
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

/** One line per target of which both servers ran. */
export function targetReport(scenario: Scenario, rounds: Rounds): string[] {
  if (!rounds.has('ours')) return [];
  const told = scenario.targets.filter(({ against }) => rounds.has(against));
  return told.map(({ holds, against, says }) => {
    const held = holds(medians(rounds, 'ours'), medians(rounds, against));
    return `${held ? 'ok    ' : 'NOT OK'}  ${says}`;
  });
}

function medians(rounds: Rounds, name: ServerName): Figures {
  const figures = Object.keys(rounds.get(name)?.[0] ?? {});
  return Object.fromEntries(figures.map((figure) => [figure, medianOf(rounds, name, figure) ?? NaN]));
}
