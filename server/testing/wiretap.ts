import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** One TCP connection of a party: how it began, and every byte that the server sent on it. */
export interface Line {
  /** The first line of its first request. */
  readonly asked: string;
  readonly heard: Buffer;
}

/** The way of one party to the server; it keeps all that comes back, whatever protocol carries it. */
export interface Wiretap {
  readonly name: string;
  readonly url: string;
  lines(): readonly Line[];
}

interface Recording {
  asked: string;
  readonly chunks: Buffer[];
}

/** `server` gives the address of the server at the time of each new connection. */
export async function wiretap(name: string, server: () => string): Promise<Wiretap> {
  const recordings: Recording[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const recording: Recording = { asked: '', chunks: [] };
    recordings.push(recording);
    const far = connect(Number(new URL(server()).port), '127.0.0.1');
    near.once('data', (first: Buffer) => (recording.asked = first.toString('latin1').split('\r\n', 1)[0] ?? ''));
    far.on('data', (chunk: Buffer) => recording.chunks.push(chunk));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const lines = () => recordings.map(({ asked, chunks }) => ({ asked, heard: Buffer.concat(chunks) }));
  return { name, url: `http://127.0.0.1:${port}`, lines };
}

/** The messages of a WebSocket that a server has sent, from the bytes of its line. The server sends them whole and bare. */
export function messagesOn({ heard }: Line): readonly Buffer[] {
  const messages: Buffer[] = [];
  let at = heard.indexOf('\r\n\r\n') + 4;
  while (at + 2 <= heard.length) {
    const opcode = heard.readUInt8(at) & 0x0f;
    const short = heard.readUInt8(at + 1);
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (at + 2 + lengthBytes > heard.length) break;
    const length =
      lengthBytes === 0 ? short : heard.readUIntBE(at + 2 + Math.max(0, lengthBytes - 6), lengthBytes === 2 ? 2 : 6);
    const start = at + 2 + lengthBytes;
    at = start + length;
    if (opcode <= 2 && at <= heard.length) messages.push(heard.subarray(start, at));
  }
  return messages;
}
