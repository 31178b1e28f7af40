import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Runs something while the page's main thread writes a CPU profile for the developer tools into the folder, if there is one. */
export async function profiled<T>(page: Page, { folder, name }: Profile, run: () => Promise<T>): Promise<T> {
  if (folder === undefined) return run();
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  const result = await run();
  const { profile } = await session.send('Profiler.stop');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replaceAll(' ', '-')}.cpuprofile`), JSON.stringify(profile));
  await session.detach();
  return result;
}

export interface Profile {
  readonly folder: string | undefined;
  readonly name: string;
}
