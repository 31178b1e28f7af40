import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { ideasOf, readIdea } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { isPresence } from '#shared/wire/presence.ts';
import { MESSAGE_PRESENCE, MESSAGE_SYNC, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import { presenceFrame, readPresence, type PresenceEntry } from '../sync/frames.ts';
import type { Sitting } from '../testing/person.ts';
import { illegalities } from './legal.ts';
import { Line } from './line.ts';

/** What attackers write where it must never arrive. */
export const MARK = 'FORGED';

/** What everybody at a table knows. */
export interface Known {
  /** Whoever has a seat there. */
  readonly seats: Set<string>;
  /** Ideas that only their authors could change, and they don't, as JSON by id. */
  readonly treasure: Map<string, string>;
  /** Whose the client ids of the honest are. */
  readonly owners: Map<number, string>;
}

export const nobody = (): Known => ({ seats: new Set(), treasure: new Map(), owners: new Map() });

/** An honest person, who looks at the board after every frame and remembers everything that should not be. */
export class Witness {
  readonly line: Line;
  readonly participantId: string;
  readonly faults: string[] = [];
  readonly #known: Known;
  #written = 0;

  private constructor(url: string, sitting: Sitting, known: Known) {
    this.participantId = sitting.participantId;
    this.#known = known;
    this.line = new Line(url, sitting, { hear: (frame) => this.#look(frame) });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.line.sendUpdate(update);
    });
  }

  static async come(url: string, sitting: Sitting, known: Known): Promise<Witness> {
    const witness = new Witness(url, sitting, known);
    await witness.line.synced();
    known.owners.set(witness.doc.clientID, sitting.participantId);
    witness.line.send(presenceFrame([witness.#presence()]));
    return witness;
  }

  get doc(): Y.Doc {
    return this.line.doc;
  }

  /** Posts an idea that nobody else may touch; resolves with its id when it is on disk. */
  async post(text: string): Promise<string> {
    const id = `${this.participantId}-${this.#written++}`;
    const origin = { is: 'deed', by: this.participantId } as const;
    postIdea(this.doc, { id, text, author: this.participantId, sector: 'creative', createdAt: 1 }, origin);
    this.#known.treasure.set(id, this.#idea(id));
    await this.line.saved();
    return id;
  }

  #presence(): PresenceEntry {
    return { clientId: this.doc.clientID, clock: 1, state: JSON.stringify({ participant: this.participantId }) };
  }

  #idea(id: string): string {
    const entry = ideasOf(this.doc).get(id);
    return entry instanceof Y.Map ? JSON.stringify(readIdea(id, entry)) : 'gone';
  }

  #look(frame: Uint8Array): void {
    if (Buffer.from(frame).includes(MARK)) this.faults.push('was sent what is forged');
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE_PRESENCE) this.#lookAtPeople(decoding.readVarUint8Array(decoder));
    if (kind === MESSAGE_SYNC && decoding.readVarUint(decoder) !== SYNC_STEP_1) this.#lookAtBoard();
  }

  #lookAtBoard(): void {
    const { seats, treasure } = this.#known;
    this.faults.push(...illegalities(this.doc, seats));
    for (const [id, idea] of treasure) {
      // What somebody has posted this moment may still be on its way.
      if (ideasOf(this.doc)._map.has(id) && this.#idea(id) !== idea) this.faults.push(`${id} is no longer as written`);
    }
  }

  #lookAtPeople(update: Uint8Array): void {
    const entries = readPresence(update);
    if (entries === null) this.faults.push('presence that nobody can read');
    for (const { clientId, state } of entries ?? []) {
      const owner = this.#known.owners.get(clientId);
      const shown: unknown = JSON.parse(state);
      if (shown === null) {
        if (owner !== undefined) this.faults.push(`${owner} was said to be gone`);
      } else if (!isPresence(shown) || !this.#known.seats.has(shown.participant ?? ''))
        this.faults.push(`presence ${state}`);
      else if (owner !== undefined && owner !== shown.participant) this.faults.push(`presence in the name of ${owner}`);
    }
  }
}
