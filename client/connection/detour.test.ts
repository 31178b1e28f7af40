import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import type { Carrier } from './carried.ts';
import { Detour, DetourSocket, wantedBy } from './detour.ts';

const URL = 'ws://tafel.example/sync/board-aaaaaaaaaa?g=3';
const FRAME = Uint8Array.of(0, 2, 1);
const BASE64 = 'AAIB';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A WebSocket that does what the test says. */
class Line {
  static all: Line[] = [];
  onmessage: ((event: { data: Uint8Array }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;
  readonly sent: Uint8Array[] = [];

  constructor() {
    Line.all.push(this);
  }

  send(frame: Uint8Array): void {
    this.sent.push(frame);
  }

  close(): void {
    this.closed = true;
  }

  says(data: Uint8Array): void {
    this.onmessage?.({ data });
  }

  breaks(code = 1006): void {
    this.onclose?.({ code });
  }
}

type Listener = (...rest: unknown[]) => void;

/** The connection to the room, as far as documents go. */
class Room {
  connected = true;
  readonly emitted: unknown[][] = [];
  readonly #listeners: { event: string; listener: Listener }[] = [];

  on(event: string, listener: Listener): this {
    this.#listeners.push({ event, listener });
    return this;
  }

  off(event: string, listener: Listener): this {
    const at = this.#listeners.findIndex((it) => it.event === event && it.listener === listener);
    this.#listeners.splice(at, 1);
    return this;
  }

  emit(...event: unknown[]): this {
    this.emitted.push(event);
    return this;
  }

  get listeners(): number {
    return this.#listeners.length;
  }

  hears(event: string, ...rest: unknown[]): void {
    for (const it of [...this.#listeners]) if (it.event === event) it.listener(...rest);
  }

  breaks(): void {
    this.connected = false;
    this.hears('disconnect');
  }

  /** Answers the last request to open a document. */
  answers(refused: number | null = null): void {
    const [, , , answer] = this.emitted.findLast(([event]) => event === 'sync-open') ?? [];
    (answer as (refused: number | null) => void)(refused);
  }
}

function page() {
  Line.all = [];
  const room = new Room();
  const detour = new Detour({
    WebSocket: Line as never,
    carrier: room as unknown as Carrier,
    random: () => 0.5,
  });
  const connect = () => {
    const socket = new DetourSocket(detour, URL, ['tafelrunde', 'token']);
    const told = { opened: 0, frames: [] as unknown[], closed: [] as number[] };
    socket.onopen = () => told.opened++;
    socket.onmessage = ({ data }) => told.frames.push(data);
    socket.onclose = ({ code }) => told.closed.push(code);
    return { socket, told, line: Line.all.at(-1)! };
  };
  return { room, detour, connect };
}

/** A page whose proxy refuses WebSocket, with a document open over the room's connection. */
function around() {
  const it = page();
  const connected = it.connect();
  connected.line.breaks();
  it.room.answers();
  return { ...it, ...connected };
}

test('[CL30] where WebSocket works it is used, and the room carries nothing', () => {
  const { room, connect } = page();
  const { socket, told, line } = connect();
  expect(socket.readyState).toBe(DetourSocket.CONNECTING);
  line.says(FRAME);
  expect([socket.readyState, told.opened, told.frames]).toEqual([socket.OPEN, 1, [FRAME]]);
  socket.send(FRAME);
  line.says(FRAME);
  vi.advanceTimersByTime(120_000);
  expect([line.sent, told.frames.length, room.emitted]).toEqual([[FRAME], 2, []]);
  line.breaks(CLOSE.refused);
  expect([socket.readyState, told.closed]).toEqual([DetourSocket.CLOSED, [CLOSE.refused]]);
});

test('[CL30] a WebSocket that is refused is replaced at once', () => {
  const { room, told, socket } = around();
  expect(room.emitted[0]?.slice(0, 3)).toEqual(['sync-open', '', 3]);
  expect([socket.readyState, told.opened]).toEqual([socket.OPEN, 1]);
  socket.send(FRAME);
  expect(room.emitted.at(-1)).toEqual(['sync-frames', '', [BASE64]]);
  room.hears('sync-frames', '', [BASE64]);
  room.hears('sync-frames', 'somebody-elses-aa', [BASE64]);
  expect(told.frames).toEqual([FRAME]);
  room.hears('sync-close', '', CLOSE.tooMuch);
  expect(told.closed).toEqual([CLOSE.tooMuch]);
  expect(room.listeners).toBe(0);
});

test('[CL30] a WebSocket that hangs is replaced after 3 s, and still used when it answers before the room does', () => {
  const { room, connect } = page();
  const { told, line, socket } = connect();
  vi.advanceTimersByTime(2_999);
  expect(room.emitted).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(room.emitted).toHaveLength(1);
  line.says(FRAME);
  room.answers();
  expect([told.opened, told.frames.length, socket.readyState]).toEqual([1, 1, socket.OPEN]);
  expect(room.emitted.at(-1)).toEqual(['sync-close', '']);
  expect(room.listeners).toBe(0);
});

test('[CL31] that WebSocket is refused is remembered, so that a reconnect does not wait', () => {
  const { room, told, connect } = around();
  room.breaks();
  expect(told.closed).toEqual([1006]);
  room.connected = true;
  const again = connect();
  room.answers();
  expect(again.told.opened).toBe(1);
});

test('[CL31] WebSocket is tried again, and when it answers the document comes back by it', () => {
  const { room, detour, told, connect } = around();
  expect(Line.all).toHaveLength(1);
  vi.advanceTimersByTime(30_000);
  Line.all.at(-1)?.breaks();
  vi.advanceTimersByTime(30_000);
  expect(Line.all).toHaveLength(3);
  Line.all.at(-1)?.says(FRAME);
  expect([told.frames, told.closed, Line.all.at(-1)?.closed]).toEqual([[], [1006], true]);
  expect(room.emitted.at(-1)).toEqual(['sync-close', '']);
  expect(detour.knows).toBe('works');
  const again = connect();
  // It answered once, so now it may be slow: else slow networks would go to and fro for ever.
  vi.advanceTimersByTime(10_000);
  again.line.says(FRAME);
  vi.advanceTimersByTime(120_000);
  expect(again.told).toMatchObject({ opened: 1, closed: [] });
  expect(room.emitted.filter(([event]) => event === 'sync-open')).toHaveLength(1);
});

test('[CL33] a server that is away is not taken for a proxy that refuses', () => {
  const { room, detour, connect } = page();
  room.connected = false;
  const { told, line } = connect();
  line.breaks();
  expect([told.closed, detour.knows, room.emitted]).toEqual([[1006], 'nothing', []]);
});

test('[CL33] a code of the server is an answer, whether or not anything came before it', () => {
  const { room, connect } = page();
  const { told, line } = connect();
  line.breaks(CLOSE.noSeat);
  expect([told.closed, room.emitted]).toEqual([[CLOSE.noSeat], []]);
});

test('[CL33] a refusal to open comes through, and what was meant for an earlier opening does not', () => {
  const { room, connect } = page();
  const first = connect();
  first.line.breaks();
  first.socket.close();
  const second = connect();
  room.hears('sync-frames', '', [BASE64]);
  room.hears('sync-close', '', CLOSE.later);
  expect(second.told).toMatchObject({ opened: 0, frames: [], closed: [] });
  room.answers(CLOSE.olderGeneration);
  expect(second.told.closed).toEqual([CLOSE.olderGeneration]);
  expect(first.told.closed).toEqual([]);
});

test('[CL34] a frame that the server would not take is not sent either way', () => {
  const { room, socket, told } = around();
  socket.send(new Uint8Array(SYNC_FRAME_BYTES_MAX + 1));
  expect(told.closed).toEqual([CLOSE.tooMuch]);
  expect(room.emitted.map(([event]) => event)).toEqual(['sync-open', 'sync-close']);
});

test('[CL30] the address tells the document and the generation of the copy', () => {
  expect(wantedBy(URL)).toEqual({ document: '', generation: 3 });
  expect(wantedBy('wss://x/sync/board-aaaaaaaaaa.nora-aaaaaaaaa')).toEqual({
    document: 'nora-aaaaaaaaa',
    generation: null,
  });
});
