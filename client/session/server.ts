import { createContext } from 'svelte';
import type {
  BoardCreated,
  CreateBoardRequest,
  Door,
  Imported,
  Joined,
  ModeratorCreated,
  ScreenCreated,
} from '#shared/wire/http.ts';
import type { Problem } from '#shared/wire/problem.ts';
import type { Answer } from './answer.ts';

/** Milliseconds until an unanswered call counts as unreachable; imports of megabytes on venue Wi-Fi take their time. */
const PATIENCE_MS = 30_000;

interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly token?: string;
  readonly json?: unknown;
  readonly file?: File;
}

export interface VersionsCall {
  readonly boardId: string;
  readonly token: string;
  readonly path?: string;
  readonly json?: object;
}

/** The HTTP calls of the server, with problems as values. */
export class Server {
  readonly #locale: () => string;

  constructor(locale: () => string) {
    this.#locale = locale;
  }

  createBoard(board: CreateBoardRequest, createKey: string): Promise<Answer<BoardCreated>> {
    return this.#ask('/api/boards', { method: 'POST', json: board, ...(createKey ? { token: createKey } : {}) });
  }

  door(code: string): Promise<Answer<Door>> {
    return this.#ask(`/api/boards/${encodeURIComponent(code)}/door`);
  }

  join(code: string, who: { name: string; organisation: string; sector: string }): Promise<Answer<Joined>> {
    return this.#ask(`/api/boards/${encodeURIComponent(code)}/join`, { method: 'POST', json: who });
  }

  createScreen(boardId: string, token: string): Promise<Answer<ScreenCreated>> {
    return this.#ask(`/api/boards/${boardId}/screens`, { method: 'POST', token, json: {} });
  }

  createModerator(boardId: string, token: string): Promise<Answer<ModeratorCreated>> {
    return this.#ask(`/api/boards/${boardId}/moderators`, { method: 'POST', token, json: {} });
  }

  importFile(boardId: string, token: string, file: File): Promise<Answer<Imported>> {
    return this.#ask(`/api/boards/${boardId}/import`, { method: 'POST', token, file });
  }

  async exportFile(boardId: string, token: string, format: string): Promise<Answer<Blob>> {
    const answer = await this.#fetch(`/api/boards/${boardId}/export.${format}?locale=${this.#locale()}`, { token });
    return answer.is === 'here' ? { is: 'here', value: await answer.value.blob() } : answer;
  }

  /** The calls about versions of the board; `path` is what comes behind their address. With a body something is done. */
  versions<T>({ boardId, token, path = '', json }: VersionsCall): Promise<Answer<T>> {
    const address = `/api/boards/${boardId}/versions${path}`;
    return this.#ask(address, json === undefined ? { token } : { method: 'POST', token, json });
  }

  deleteBoard(boardId: string, token: string): Promise<Answer<unknown>> {
    return this.#ask(`/api/boards/${boardId}`, { method: 'DELETE', token });
  }

  async #ask<T>(path: string, ask: Ask = {}): Promise<Answer<T>> {
    const answer = await this.#fetch(path, ask);
    if (answer.is !== 'here') return answer;
    if (answer.value.status === 204) return { is: 'here', value: undefined as T };
    try {
      return { is: 'here', value: (await answer.value.json()) as T };
    } catch {
      return { is: 'unreachable' };
    }
  }

  async #fetch(path: string, { method = 'GET', token, json, file }: Ask): Promise<Answer<Response>> {
    const headers = new Headers({ 'accept-language': this.#locale() });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    else if (file) headers.set('content-type', typeOf(file));
    const body = json !== undefined ? JSON.stringify(json) : (file ?? null);
    try {
      const response = await fetch(path, { method, headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
      return response.ok ? { is: 'here', value: response } : await problemIn(response);
    } catch {
      return { is: 'unreachable' };
    }
  }
}

/** The browser's own idea of a file's type differs by machine (Windows calls CSV a spreadsheet): the name decides. */
const typeOf = (file: File): string => (/\.json$/i.test(file.name) ? 'application/json' : 'text/csv');

/** A proxy may answer with a page of its own: that is as good as nobody. */
async function problemIn(response: Response): Promise<Answer<never>> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return { is: 'unreachable' };
  return { is: 'problem', problem: (await response.json()) as Problem };
}

export const [useServer, provideServer] = createContext<Server>();
