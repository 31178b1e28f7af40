import { BadProxy } from '../server/testing/proxy.ts';
import { Table, test as base } from './table.ts';

/** A table of which some see only what a proxy lets through. */
export const test = base.extend<{ between: BadProxy; behind: Table }>({
  between: async ({ server }, use) => {
    const proxy = await BadProxy.before(server.origin);
    await use(proxy);
    await proxy.close();
  },
  /** The same table, for people behind the proxy. */
  behind: async ({ between, browser }, use) => {
    const behind = new Table(between, browser);
    await use(behind);
    await behind.leave();
  },
});

export { expect } from './table.ts';
