import * as Y from 'yjs';
import { BOARD } from '#shared/document/schema.ts';
import type { Role } from '#shared/model/seat.ts';
import { MESSAGE_SYNC, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import type { Sitting } from '../testing/person.ts';
import { illegalities, malformations } from './legal.ts';
import { Line } from './line.ts';
import { MARK } from './witness.ts';

/** Somebody at the table who plays by the rules, comes and goes, and keeps their copy meanwhile, as a browser does. */
export class Player {
  readonly sitting: Sitting;
  readonly role: Role;
  readonly doc = new Y.Doc();
  /** What they were sent and never should have been. */
  readonly faults: string[] = [];
  readonly #seats: ReadonlySet<string>;
  #line: Line | null = null;

  constructor(sitting: Sitting, role: Role, seats: ReadonlySet<string>) {
    this.sitting = sitting;
    this.role = role;
    this.#seats = seats;
    for (const root of Object.keys(BOARD)) this.doc.getMap(root);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#line?.sendUpdate(update);
    });
  }

  get isHere(): boolean {
    return this.#line?.isOpen === true;
  }

  /** Connects, and resolves when both sides know what the other has. */
  async come(url: string): Promise<void> {
    this.#line = new Line(url, this.sitting, { doc: this.doc, hear: (frame) => this.#look(frame) });
    await this.#line.synced();
  }

  go(): void {
    this.#line?.leave();
    this.#line = null;
  }

  /** Resolves when everything they wrote is on disk; at once when they are away. */
  async saved(): Promise<void> {
    if (this.isHere) await this.#line?.saved();
  }

  /** Everything on the board that they see, as plain data. */
  get board(): unknown {
    return Object.keys(BOARD).map((root) => this.doc.getMap(root).toJSON());
  }

  #look(frame: Uint8Array): void {
    if (Buffer.from(frame).includes(MARK)) this.faults.push('was sent what is forged');
    if (frame[0] !== MESSAGE_SYNC || frame[1] === SYNC_STEP_1) return;
    const look = this.#line?.isSaved === true ? illegalities : malformations;
    this.faults.push(...look(this.doc, this.#seats));
  }
}
