import type { TallyRow } from '#shared/model/vote.ts';
import { INK_SOFT } from './colours.ts';
import type { Press } from './press.ts';

/** Some of a bar: by whom, null for all who are not told apart. */
export interface Share {
  readonly sector: string | null;
  readonly count: number;
}

/** Points between the parts of a bar. */
const GAP = 1.2;

/** Dots by sector as far as the tally tells them apart, in the order of the board's sectors. */
export function sharesOf({ dots, bySector }: Pick<TallyRow, 'dots' | 'bySector'>, press: Press): Share[] {
  const told = press.source.info.sectors
    .map(({ id }) => ({ sector: id, count: bySector[id] ?? 0 }))
    .filter(({ count }) => count > 0);
  const rest = dots - told.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...told, { sector: null, count: rest }] : told;
}

/** Ideas by sector, in the order of the board's sectors. */
export function sharesOfIdeas(ideas: readonly { readonly sector: string }[], press: Press): Share[] {
  const counts = new Map<string, number>();
  for (const { sector } of ideas) counts.set(sector, (counts.get(sector) ?? 0) + 1);
  return [...counts]
    .map(([sector, count]) => ({ sector, count }))
    .sort((a, b) => press.look(a.sector).index - press.look(b.sector).index);
}

export function paintBar(press: Press, shares: readonly Share[], { x, y, w, h }: Rectangle): void {
  const all = shares.reduce((sum, { count }) => sum + count, 0);
  const room = w - GAP * (shares.length - 1);
  let at = x;
  for (const { sector, count } of shares) {
    const part = Math.max(0.8, (room * count) / all);
    press.pen.box([at, y, part, h], { fill: sector === null ? INK_SOFT : press.look(sector).look.ink });
    at += part + GAP;
  }
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
