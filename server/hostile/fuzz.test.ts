import fc from 'fast-check';
import type * as Y from 'yjs';
import { expect, test } from 'vitest';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import {
  createCluster,
  placeIdea,
  postIdea,
  removeCluster,
  removeIdea,
  rewriteText,
  textAt,
} from '#shared/document/write.ts';
import type { StepKind } from '#shared/model/step.ts';
import { mayArrange, mayChange, mayPost, type Asking } from '#shared/rules/may.ts';
import { knock, until } from '../testing/person.ts';
import { laidTable, temporaryFolder, type Table } from '../testing/table.ts';
import { Intruder } from './intruder.ts';
import { illegalities } from './legal.ts';
import { MISDEEDS } from './misdeeds.ts';
import { Player } from './player.ts';
import { seed } from './seed.ts';

/** Tables played: more of them for a night. */
const RUNS = Number(process.env['TAFELRUNDE_FUZZ'] ?? 1);
const TIMEOUT_MS = 60_000 * RUNS;
const PEOPLE = 27;
const DEEDS = 250;
const STEPS = ['open', 'collect', 'cluster', 'close'] as const satisfies readonly StepKind[];

type Draw = fc.GeneratorValue;
const nat = (draw: Draw, max: number): number => draw(fc.nat, { max });
const oneOf = <T>(draw: Draw, among: readonly T[]): T | undefined => among[nat(draw, Math.max(0, among.length - 1))];

/** One table played at random: what is allowed is remembered, what is not must leave no trace. */
class Game {
  readonly #draw: Draw;
  readonly #dir: string;
  readonly #seats = new Set<string>();
  #table: Table;
  #players: Player[] = [];
  #step: StepKind = 'open';
  #locked = false;
  #count = 0;
  /** Texts of the ideas that have to be there in the end, by id. */
  readonly #texts = new Map<string, string>();
  readonly #removed = new Set<string>();

  constructor(draw: Draw, dir: string, table: Table) {
    this.#draw = draw;
    this.#dir = dir;
    this.#table = table;
  }

  async begin(): Promise<void> {
    const agenda = STEPS.map((kind) => ({ kind }));
    const { board, moderator } = await this.#table.create({ agenda });
    this.#seats.add(moderator.participantId);
    const add = (sitting: Player['sitting'], role: Player['role']) =>
      this.#players.push(new Player(sitting, role, this.#seats));
    add({ boardId: board.id, ...moderator }, 'moderator');
    for (let i = 0; i < PEOPLE; i++) {
      const sitting = await this.#table.join(board.code);
      this.#seats.add(sitting.participantId);
      add(sitting, 'participant');
    }
    for (let i = 0; i < 2; i++) {
      const path = `/api/boards/${board.id}/screens`;
      const made = await this.#table.call<{ token: string }>(path, { method: 'POST', token: moderator.token });
      add({ boardId: board.id, participantId: '', token: made.json.token }, 'screen');
    }
    await this.#everybodyComes();
  }

  async play(): Promise<void> {
    const [kinds, player] = [100, oneOf(this.#draw, this.#players)];
    const kind = nat(this.#draw, kinds);
    if (player === undefined) return;
    if (kind < 60) this.#deed(player);
    else if (kind < 75) await this.#misdeed(player);
    else if (kind < 85) player.go();
    else if (kind < 95) await (player.isHere ? player.saved() : player.come(this.#table.url));
    else if (kind < 99) await this.#lead();
    else await this.#restart();
  }

  /** Everybody is back: all boards are equal, nothing forbidden got in, nothing allowed got lost. */
  async end(): Promise<void> {
    await this.#settled();
    const [first] = this.#players;
    for (const player of this.#players) {
      await until(() => expect(player.board).toEqual(first?.board));
      expect(player.faults).toEqual([]);
      player.go();
    }
    expect(illegalities((first as Player).doc, this.#seats)).toEqual([]);
    const shown = new Map([...readBoard((first as Player).doc).ideas].map(([id, { text }]) => [id, text]));
    expect(shown).toEqual(this.#texts);
    await this.#table.close();
  }

  #deed(player: Player): void {
    const { doc, role, sitting } = player;
    const moment = { step: this.#step, silent: false, locked: this.#locked, anonymous: false, most: null };
    const who: Asking = { role, participantId: sitting.participantId, ...moment };
    const own = [...readBoard(doc).ideas.values()].filter((idea) => mayChange(who, idea) === null);
    const kind = nat(this.#draw, 6);
    const idea = oneOf(this.#draw, own)?.id;
    if (kind <= 1 && mayPost(who) === null) this.#post(doc, who);
    else if (kind === 2 && idea !== undefined) this.#write(doc, idea, who);
    else if (kind === 3 && idea !== undefined && nat(this.#draw, 2) === 0) this.#remove(doc, idea, who);
    else if (mayArrange(who) === null) this.#arrange(doc, who);
  }

  #post(doc: Y.Doc, { participantId }: Asking): void {
    const id = `idea-${String(this.#count++).padStart(10, '0')}`;
    this.#texts.set(id, `Idee ${id}`);
    const more = { author: participantId, sector: 'creative', createdAt: 1 };
    postIdea(doc, { id, text: `Idee ${id}`, ...more }, { is: 'deed', by: participantId });
  }

  /** Only authors write here: two hands in one text have no text that one could foretell. */
  #write(doc: Y.Doc, id: string, { participantId }: Asking): void {
    const [text, author] = [textAt(doc, 'ideas', id), ideasOf(doc).get(id)?.get('author')];
    if (text === null || author !== participantId) return;
    rewriteText(doc, text, `${id} neu ${this.#count++}`, { is: 'deed', by: participantId });
    if (!this.#removed.has(id)) this.#texts.set(id, text.toString());
  }

  #remove(doc: Y.Doc, id: string, { participantId }: Asking): void {
    this.#texts.delete(id);
    this.#removed.add(id);
    removeIdea(doc, id, { is: 'deed', by: participantId });
  }

  #arrange(doc: Y.Doc, { participantId }: Asking): void {
    const origin = { is: 'deed', by: participantId } as const;
    const board = readBoard(doc);
    const [idea, cluster] = [oneOf(this.#draw, [...board.ideas.keys()]), oneOf(this.#draw, [...board.clusters.keys()])];
    const kind = nat(this.#draw, 5);
    if (kind === 0 || cluster === undefined) {
      const id = `cluster-${String(this.#count++).padStart(10, '0')}`;
      createCluster(doc, { id, title: 'Gruppe', at: [1, 1], createdBy: participantId, createdAt: 1 }, origin);
    } else if (kind === 1) removeCluster(doc, cluster, origin);
    else if (idea === undefined) return;
    else if (kind === 2) placeIdea(doc, idea, { at: [nat(this.#draw, 99), 0] }, origin);
    else placeIdea(doc, idea, kind === 3 ? null : { in: cluster, rank: 'a0' }, origin);
  }

  /** On a line of its own, so that their own copy stays honest. */
  async #misdeed({ sitting, role }: Player): Promise<void> {
    if (role !== 'participant') return;
    await this.#arrived();
    const intruder = await Intruder.come(this.#table.url, sitting);
    const others = [...readBoard(intruder.doc).ideas.values()].filter(({ author }) => author !== sitting.participantId);
    const idea = oneOf(this.#draw, others)?.id;
    if (idea !== undefined) {
      oneOf(this.#draw, MISDEEDS)?.(intruder, { doc: intruder.doc, idea });
      expect(await intruder.line.closed).toBeGreaterThanOrEqual(4400);
    }
    intruder.line.leave();
  }

  /** What was written before a step ended was allowed; so everybody's edits arrive first. */
  async #lead(): Promise<void> {
    await this.#settled();
    const live = knock(this.#table.url, this.#players[0]?.sitting.boardId ?? '', this.#players[0]?.sitting ?? {});
    const locked = nat(this.#draw, 3) === 0;
    const step = nat(this.#draw, STEPS.length - 1);
    for (const command of [{ is: 'set-lock', locked } as const, { is: 'go-to-step', step } as const]) {
      expect(await live.timeout(5_000).emitWithAck('command', command)).toMatchObject({ ok: true });
    }
    live.disconnect();
    [this.#locked, this.#step] = [locked, STEPS[step] ?? 'open'];
  }

  async #restart(): Promise<void> {
    await this.#table.close();
    this.#players.forEach((player) => player.go());
    this.#table = await laidTable({ dir: this.#dir });
    await this.#everybodyComes();
  }

  async #settled(): Promise<void> {
    await this.#everybodyComes();
    await this.#arrived();
  }

  async #arrived(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.saved()));
  }

  async #everybodyComes(): Promise<void> {
    await Promise.all(this.#players.filter(({ isHere }) => !isHere).map((player) => player.come(this.#table.url)));
  }
}

test(
  '[SY87] thirty people do right and wrong over lost lines, steps and restarts, and end with one board',
  async () => {
    const property = fc.asyncProperty(fc.gen(), async (draw) => {
      const dir = temporaryFolder();
      const game = new Game(draw, dir, await laidTable({ dir }));
      await game.begin();
      for (let i = 0; i < DEEDS; i++) await game.play();
      await game.end();
    });
    await fc.assert(property, { seed: seed(), numRuns: RUNS, endOnFailure: true });
  },
  TIMEOUT_MS,
);
