import type { Request } from 'express';
import type { Config } from '../config.ts';

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i;

/** The links that people pass on. Secrets stand behind `#`: no server or proxy ever sees that part. */
export class Links {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** Links to where the server is known to be, or else to the host by which it was asked. */
  static from(request: Request, { publicUrl }: Pick<Config, 'publicUrl'>): Links {
    return new Links(publicUrl ?? `${request.protocol}://${safeHost(request.host)}`);
  }

  join(code: string): string {
    return `${this.#base}/join#${code}`;
  }

  moderate(boardId: string, token: string): string {
    return `${this.#base}/board/${boardId}#seat=${token}`;
  }

  screen(boardId: string, token: string): string {
    return `${this.#base}/screen/${boardId}#seat=${token}`;
  }
}

/** The host as the client wrote it, unless that could be anything but a host. */
export const safeHost = (host: string | undefined): string =>
  host !== undefined && HOST.test(host) ? host : 'localhost';
