import { webcrypto } from 'node:crypto';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import type { Idea, PlannedBoard } from '#shared/model/board.ts';
import type { BoardInfo } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import { DEFAULT_SECTORS } from '#shared/model/sector.ts';
import type { Imported } from '#shared/wire/http.ts';
import { isRefusal, type Refusal } from '../board/refusal.ts';
import { importInto } from './import.ts';

/** Imports into a document at hand, for the tests of this folder. */

export const NOW = Date.UTC(2025, 3, 14, 12);

export const INFO: BoardInfo = {
  ...{ id: 'board-0000000001', code: 'KUPFER-LAMPE-42', title: 'Urbane Mobilität', sectors: DEFAULT_SECTORS },
  ...{ anonymous: false, locale: 'de', createdAt: NOW, deleteAt: NOW },
};

export interface Given {
  readonly doc?: Y.Doc;
  readonly board?: Partial<BoardInfo>;
  readonly locale?: 'de' | 'en';
  readonly roster?: readonly Seat[];
}

interface Attempt {
  readonly doc: Y.Doc;
  readonly answer: Imported | Refusal;
}

async function attempt(file: string | Uint8Array, given: Given): Promise<Attempt> {
  const doc = given.doc ?? new Y.Doc();
  const answer = await importInto({
    documents: { write: async (_, write) => doc.transact(() => write(doc)) },
    bytes: typeof file === 'string' ? Buffer.from(file) : file,
    board: { ...INFO, ...given.board },
    locale: given.locale ?? 'de',
    roster: given.roster ?? [],
    now: NOW,
    fillRandom: (bytes) => webcrypto.getRandomValues(bytes),
  });
  return { doc, answer };
}

export interface TakenIn extends Imported {
  readonly doc: Y.Doc;
  readonly board: PlannedBoard;
  /** Oldest first. */
  readonly list: readonly Idea[];
  readonly texts: readonly string[];
}

export async function imported(file: string | Uint8Array, given: Given = {}): Promise<TakenIn> {
  const { doc, answer } = await attempt(file, given);
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  const board = readBoard(doc);
  const list = [...board.ideas.values()].sort((a, b) => a.createdAt - b.createdAt);
  return { ...answer, doc, board, list, texts: list.map(({ text }) => text) };
}

export async function refused(file: string | Uint8Array, given: Given = {}): Promise<Refusal> {
  const { answer } = await attempt(file, given);
  if (!isRefusal(answer)) throw new Error(`taken: ${JSON.stringify(answer)}`);
  return answer;
}

/** Line and reason of each. */
export const remarks = (list: Imported['left']) => list.map(({ line, reason }) => [line, reason]);

export const post = (doc: Y.Doc, id: string, more: object = {}) =>
  postIdea(doc, { id, text: id, author: null, sector: 'other', createdAt: 1, ...more }, { is: 'import' });
