import { SECTORS_MAX, SECTOR_NAME_MAX } from './limits.ts';

/** Where somebody comes from. `name` is absent on the three sectors everybody knows: they are named in the reader's language. */
export interface Sector {
  readonly id: string;
  readonly name?: string;
}

export const DEFAULT_SECTORS: readonly Sector[] = [{ id: 'industry' }, { id: 'creative' }, { id: 'other' }];

const SECTOR_ID = /^[a-z][a-z0-9-]{0,23}$/;

export const isSectorId = (value: unknown): value is string => typeof value === 'string' && SECTOR_ID.test(value);

/** True for one to six sectors with different ids and fitting names. */
export function areSectors(sectors: readonly Sector[]): boolean {
  const ids = new Set(sectors.map((sector) => sector.id));
  return (
    sectors.length > 0 &&
    sectors.length <= SECTORS_MAX &&
    ids.size === sectors.length &&
    sectors.every(({ id, name }) => isSectorId(id) && (name === undefined || name.length <= SECTOR_NAME_MAX))
  );
}
