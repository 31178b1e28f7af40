import type { Page } from '@playwright/test';

/** What the page's main thread did in its own CPU time, which other programs on the machine hardly change; in milliseconds. */
export interface Cost {
  readonly all: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

/** Runs something and tells what it cost the page's main thread. */
export async function costing<T>(
  page: Page,
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly cost: Cost }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<Map<string, number>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value * 1_000]));
  };
  const before = await read();
  const result = await run();
  const after = await read();
  await session.detach();
  const took = (name: string): number => (after.get(name) ?? NaN) - (before.get(name) ?? NaN);
  const [all, script, style, layout] = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].map(
    took,
  );
  return { result, cost: { all: all ?? NaN, script: script ?? NaN, style: style ?? NaN, layout: layout ?? NaN } };
}
