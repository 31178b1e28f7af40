import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import type * as Y from 'yjs';
import { BOARD } from '#shared/document/schema.ts';
import type { CreateBoardRequest } from '#shared/wire/http.ts';
import { until, type Sitting } from '../testing/person.ts';
import { House } from './house.ts';
import { Intruder } from './intruder.ts';
import { illegalities } from './legal.ts';
import { Line } from './line.ts';
import { nobody, Witness, type Known } from './witness.ts';

type Agenda = NonNullable<CreateBoardRequest['agenda']>;

/**
 * Milliseconds of CPU in one go that no machine, however busy, needs for honest work: what comes near it grows with the attack.
 * The server aims at 100 on a quiet machine; each file prints its longest.
 */
const STALL_MS_MAX = 1_000;
/** Bytes of heap that may stay: compiled code, what the attackers were allowed to write, boards of people who may reload. */
const MEMORY_LEFT_MAX = 16 * 2 ** 20;

/** A table with honest people at it, another one nearby, and somebody who means no good. */
export interface Stage {
  readonly house: House;
  readonly boardId: string;
  readonly moderator: Sitting;
  readonly nora: Witness;
  readonly tobias: Witness;
  /** An idea of Nora's that only she could touch. */
  readonly treasure: string;
  readonly mallory: Intruder;
  /** A seat at this table. */
  seat(): Promise<Sitting>;
  /** One more line of somebody who means no good; Mallory's own unless somebody else's seat is given. */
  intruder(sitting?: Sitting): Promise<Intruder>;
  /** Expects that nobody honest noticed anything, and that everybody sees the same legal board. */
  aftermath(): Promise<void>;
}

class Table {
  readonly house: House;
  readonly boardId: string;
  readonly moderator: Sitting;
  readonly known: Known = nobody();
  readonly witnesses: Witness[] = [];
  readonly #code: string;
  #latecomer: Sitting | null = null;

  private constructor(
    house: House,
    { boardId, code, moderator }: { boardId: string; code: string; moderator: Sitting },
  ) {
    this.house = house;
    this.boardId = boardId;
    this.moderator = moderator;
    this.#code = code;
    this.known.seats.add(moderator.participantId);
  }

  static async lay(house: House, { agenda, people }: { agenda: Agenda; people: number }): Promise<Table> {
    const { board, moderator } = await house.deeds.create({ agenda });
    const boardId = board.id;
    const table = new Table(house, { boardId, code: board.code, moderator: { boardId, ...moderator } });
    for (let i = 0; i < people; i++) {
      table.witnesses.push(await Witness.come(house.url, await table.seat(), table.known));
    }
    return table;
  }

  async seat(): Promise<Sitting> {
    const sitting = await this.house.deeds.join(this.#code);
    this.known.seats.add(sitting.participantId);
    return sitting;
  }

  /** They are still there, can write, see each other and nothing forbidden; and whoever comes now sees the same. */
  async noticedNothing(): Promise<void> {
    await Promise.all(this.witnesses.map((witness) => witness.post('Weiter so')));
    this.#latecomer ??= await this.seat();
    const late = await new Line(this.house.url, this.#latecomer).synced();
    for (const { doc, line, faults } of this.witnesses) {
      await until(() => expect(boardIn(doc)).toEqual(boardIn(late.doc)));
      expect({ faults, isOpen: line.isOpen }).toEqual({ faults: [], isOpen: true });
    }
    expect(illegalities(late.doc, this.known.seats)).toEqual([]);
    const ideas = late.doc.getMap('ideas');
    expect([...this.known.treasure.keys()].filter((id) => !ideas.has(id))).toEqual([]);
    late.leave();
  }
}

/** All of it, as plain data. */
const boardIn = (doc: Y.Doc): unknown => Object.keys(BOARD).map((root) => [root, doc.getMap(root).toJSON()]);

/** Sets a stage for all tests of a file, on a server of their own; each test gets its own intruder. */
export function openStage({ agenda = 'freie-wand' }: { agenda?: Agenda } = {}): () => Promise<Stage> {
  let house: House;
  let tables: [here: Table, elsewhere: Table];
  let mallorys: Sitting;
  let treasure = '';
  let longest = { ms: 0, in: '' };
  beforeAll(async () => {
    house = await House.open();
    tables = [await Table.lay(house, { agenda, people: 2 }), await Table.lay(house, { agenda, people: 1 })];
    mallorys = await tables[0].seat();
    treasure = (await tables[0].witnesses[0]?.post('Ladesäulen am Markt')) ?? '';
  });
  afterAll(async () => {
    for (const { line } of tables.flatMap(({ witnesses }) => witnesses)) line.leave();
    await house.close();
    console.info(`the server's longest stall: ${longest.ms.toFixed(1)} ms of CPU (${longest.in})`);
  });
  return async () => {
    const [here] = tables;
    const [nora, tobias] = here.witnesses as [Witness, Witness];
    const { memory } = await house.condition();
    const intruders: Intruder[] = [];
    const intruder = async (sitting = mallorys) => {
      const one = await Intruder.come(house.url, sitting);
      onTestFinished(() => one.line.leave());
      intruders.push(one);
      return one;
    };
    const aftermath = async () => {
      for (const { line } of intruders) line.leave();
      expect((await house.deeds.call('/healthz')).status).toBe(200);
      for (const table of tables) await table.noticedNothing();
      const { stall } = await house.condition();
      if (stall > longest.ms) longest = { ms: stall, in: expect.getState().currentTestName ?? '' };
      expect(stall).toBeLessThan(STALL_MS_MAX);
      // What lines that ended still had to send is let go of a moment later.
      await vi.waitFor(async () => expect((await house.condition()).memory - memory).toBeLessThan(MEMORY_LEFT_MAX), {
        timeout: 10_000,
        interval: 100,
      });
    };
    const { boardId, moderator } = here;
    const mallory = await intruder();
    return { house, boardId, moderator, nora, tobias, treasure, mallory, seat: () => here.seat(), intruder, aftermath };
  };
}
