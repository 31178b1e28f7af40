import { DetourSocket, type Detour } from './detour.ts';

/** What a y-websocket provider takes for a WebSocket: finds its way, and asks before it sends. */
export function watchedSocket(detour: Detour, maySend: (frame: Uint8Array) => boolean): typeof WebSocket {
  class Watched extends DetourSocket {
    constructor(url: string, protocols: string[]) {
      super(detour, url, protocols);
    }

    override send(frame: Uint8Array<ArrayBuffer>): void {
      if (maySend(frame)) super.send(frame);
    }
  }
  // It has all that the provider uses.
  return Watched as unknown as typeof WebSocket;
}
