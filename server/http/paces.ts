import { Allowances } from '../pace/allowances.ts';
import { BOARDS_BY_ADDRESS, CALLS_BY_PERSON, FILES_BY_PERSON, JOINS_BY_ADDRESS } from '../pace/rates.ts';
import type { World } from '../world.ts';

/** How often what may be asked over HTTP: by address where nobody has a seat yet, else by person. */
export interface Paces {
  readonly boards: Allowances;
  readonly joins: Allowances;
  readonly calls: Allowances;
  readonly files: Allowances;
}

export const newPaces = (world: Pick<World, 'now'>): Paces => ({
  boards: new Allowances(BOARDS_BY_ADDRESS, world),
  joins: new Allowances(JOINS_BY_ADDRESS, world),
  calls: new Allowances(CALLS_BY_PERSON, world),
  files: new Allowances(FILES_BY_PERSON, world),
});
