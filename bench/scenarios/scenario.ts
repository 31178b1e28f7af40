import type { ServerName, ServerProcess } from '../servers/process.ts';

/** What one run of a scenario measured, in the order of the report; the name says the unit in brackets. */
export type Figures = Record<string, number>;

export interface Setting {
  readonly server: ServerProcess;
  /** Seconds that a load is measured; it runs in for a while before. */
  readonly seconds: number;
  readonly seed: number;
  readonly texts: readonly string[];
  /** File for a CPU profile of the server under load. */
  readonly profile?: string;
}

export interface Target {
  readonly says: string;
  /** The server that ours is held against. */
  readonly against: ServerName;
  /** On the medians of all rounds. */
  readonly holds: (ours: Figures, other: Figures) => boolean;
}

export interface Scenario {
  readonly key: string;
  readonly title: string;
  readonly run: (setting: Setting) => Promise<Figures>;
  readonly targets: readonly Target[];
  /** For what hardly differs from round to round and takes long. */
  readonly roundsMax?: number;
}

/** Ours uses at most the given share of the bare server's figure. */
export function atMost(share: number, figure: string, says: string): Target {
  return { says, against: 'bare', holds: (ours, other) => (ours[figure] ?? NaN) <= share * (other[figure] ?? NaN) };
}

/** The same target, against another server. */
export const against = (name: ServerName, target: Target): Target => ({ ...target, against: name });

export function nothing(figure: string, says: string): Target {
  return { says, against: 'ours', holds: (ours) => ours[figure] === 0 };
}
