import type { RoomSnapshot } from '#shared/model/room.ts';

/**
 * The newest snapshot of the room. Snapshots may overtake each other; within one connection only a newer version counts. The
 * first one of a new connection always counts: the server may have come back from a backup with a lower version.
 */
export class LatestRoom {
  #room: RoomSnapshot | null = null;
  #fresh = true;

  get room(): RoomSnapshot | null {
    return this.#room;
  }

  connected(): void {
    this.#fresh = true;
  }

  /** True when the snapshot is now the latest. */
  offer(room: RoomSnapshot): boolean {
    if (!this.#fresh && this.#room !== null && room.version <= this.#room.version) return false;
    this.#fresh = false;
    this.#room = room;
    return true;
  }
}
