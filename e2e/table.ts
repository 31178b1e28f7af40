import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { BoardCreated, CreateBoardRequest, Joined } from '#shared/wire/http.ts';
import { LiveServer } from './server.ts';

/** A common laptop at the table. */
const LAPTOP = { width: 1366, height: 768 };

interface Fixtures {
  /** A server of its own for each test. */
  readonly server: LiveServer;
  readonly table: Table;
}

/** A table with its people, each in a browser of their own, as if on machines of their own. */
export class Table {
  readonly #server: Pick<LiveServer, 'origin'>;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];

  constructor(server: Pick<LiveServer, 'origin'>, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /** A fresh browser without cookies or storage, opened at the given path. */
  async arrive(path = '/', locale = 'de-DE'): Promise<Page> {
    const context = await this.#browser.newContext({ baseURL: this.#server.origin, locale, viewport: LAPTOP });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** Several fresh browsers at once. */
  arriveAll(count: number, path = '/'): Promise<Page[]> {
    return Promise.all(Array.from({ length: count }, () => this.arrive(path)));
  }

  /** Creates a board by the HTTP call, for tests that are not about the start page. */
  create(body: CreateBoardRequest = { title: 'Urbane Mobilität' }): Promise<BoardCreated> {
    return this.#post<BoardCreated>('/api/boards', body);
  }

  /** Gives somebody a seat by the HTTP call, for tests that are not about the join page. */
  join(code: string, body: { sector: string; name?: string } = { sector: 'industry' }): Promise<Joined> {
    return this.#post<Joined>(`/api/boards/${encodeURIComponent(code)}/join`, body);
  }

  async leave(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(this.#server.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

export const test = base.extend<Fixtures>({
  server: async ({ browserName: _ }, use, info) => {
    const server = await LiveServer.start();
    await use(server);
    await info.attach('server', { body: server.said, contentType: 'text/plain' });
    await server.remove();
  },
  table: async ({ server, browser }, use) => {
    const table = new Table(server, browser);
    await use(table);
    await table.leave();
  },
});

export { expect } from '@playwright/test';
