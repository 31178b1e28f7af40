import { parseArgs } from 'node:util';

export interface Options {
  readonly rounds: number;
  readonly seed: number;
}

export const USAGE = `npm run crash -- [options]
  --rounds 100   times the plug is pulled
  --seed 1       the same seed draws the same moments`;

/** The options, or a sentence about the one that cannot be used. `seed` is taken when none is named. */
export function readOptions(args: string[], seed: number): Options | string {
  try {
    const options = {
      rounds: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(seed) },
    } as const;
    const { values } = parseArgs({ args, options });
    return { rounds: wholeNumber('rounds', values.rounds), seed: wholeNumber('seed', values.seed) };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value >= 2 ** 32) throw new Error(`--${option}: a whole number from 1`);
  return value;
}
