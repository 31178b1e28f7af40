import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** What a network does to people. */
export interface Conditions {
  /** What becomes of a WebSocket: it passes, is answered with 403, or never answered at all. */
  readonly upgrade: 'passes' | 'is-refused' | 'hangs';
  /** Milliseconds by which each chunk is late at most, both ways; chunks never overtake each other. */
  readonly lateMs: number;
  /** Milliseconds after which every connection is cut; null: never. */
  readonly cutMs: number | null;
  /** Milliseconds between two connections, picked at random, that are dropped; null: none are. */
  readonly dropMs: number | null;
  /** Responses are held until they are complete. */
  readonly holds: boolean;
}

const FINE: Conditions = { upgrade: 'passes', lateMs: 0, cutMs: null, dropMs: null, holds: false };
/** Headers between two neighbours, which a proxy does not hand on. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** An HTTP proxy in front of one server, as bad as a test wants it. Its conditions can be changed while it runs. */
export class BadProxy {
  readonly #target: number;
  readonly #random: () => number;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((request, response) => this.#handOn(request, response));
  #conditions = FINE;
  #dropping: NodeJS.Timeout | undefined;

  private constructor(target: number, random: () => number) {
    this.#target = target;
    this.#random = random;
    this.#server.on('connection', (socket) => this.#came(socket));
    this.#server.on('upgrade', (request, socket: Socket, head) => this.#upgrade(request, socket, head));
  }

  /** In front of `origin`, which is on this machine. */
  static async before(origin: string, random: () => number = Math.random): Promise<BadProxy> {
    const proxy = new BadProxy(Number(new URL(origin).port), random);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on; what is not named is as it should be. */
  becomes(conditions: Partial<Conditions>): void {
    this.#conditions = { ...FINE, ...conditions };
    clearInterval(this.#dropping);
    const { dropMs } = this.#conditions;
    if (dropMs !== null) this.#dropping = setInterval(() => this.#dropOne(), dropMs);
  }

  /** Drops every connection there is. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    clearInterval(this.#dropping);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.dropAll();
    this.#agent.destroy();
    await closed;
  }

  #came(socket: Socket): void {
    const { cutMs } = this.#conditions;
    const cut = cutMs === null ? undefined : setTimeout(() => socket.destroy(), cutMs);
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(cut);
      this.#sockets.delete(socket);
    });
  }

  #dropOne(): void {
    [...this.#sockets][Math.floor(this.#random() * this.#sockets.size)]?.destroy();
  }

  #handOn(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = request;
    const onward = ask({ port: this.#target, host: '127.0.0.1', agent: this.#agent, method, path: url, headers });
    onward.on('response', (answer) => void this.#handBack(answer, response));
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    this.#flow(request, onward);
  }

  async #handBack(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
    if (!this.#conditions.holds) return this.#flow(answer, response);
    const parts: Buffer[] = [];
    try {
      for await (const part of answer) parts.push(part as Buffer);
      response.end(Buffer.concat(parts));
    } catch {
      response.destroy();
    }
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { upgrade } = this.#conditions;
    if (upgrade === 'is-refused') return void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    if (upgrade === 'hangs') return;
    const onward = connect(this.#target, '127.0.0.1');
    const pairs = Array.from({ length: request.rawHeaders.length / 2 }, (_, i) =>
      request.rawHeaders.slice(2 * i, 2 * i + 2),
    );
    onward.write([`GET ${request.url} HTTP/1.1`, ...pairs.map((pair) => pair.join(': ')), '', ''].join('\r\n'));
    onward.write(head);
    this.#flow(socket, onward);
    this.#flow(onward, socket);
  }

  /** Lets bytes run from one to the other, late and in order; when one breaks, so does the other. */
  #flow(from: Readable, to: Writable): void {
    const inOrder = this.#late();
    let isEmpty = true;
    from.on('data', (chunk: Buffer) => {
      isEmpty = false;
      inOrder(this.#conditions.lateMs, () => to.write(chunk));
    });
    // The end travels with the last chunk; without one, it is what is late.
    from.on('end', () => inOrder(isEmpty ? this.#conditions.lateMs : 0, () => to.end()));
    from.on('close', () => from.readableEnded || to.destroy());
    for (const end of [from, to]) end.on('error', () => [from, to].forEach((it) => it.destroy()));
    to.on('close', () => from.destroy());
  }

  /** Calls what it is given up to so many milliseconds late, and in the order given. */
  #late(): (atMostMs: number, act: () => void) => void {
    const waiting: (() => void)[] = [];
    let due = 0;
    return (atMostMs, act) => {
      const now = performance.now();
      due = Math.max(due, now + this.#random() * atMostMs);
      waiting.push(act);
      setTimeout(() => waiting.shift()?.(), due - now);
    };
  }
}
