import { plainOf } from '#shared/document/plain.ts';
import { measured, restore, type Restored } from '#shared/document/restore.ts';
import type { RestoreSize, Version, VersionContent, VersionWhy } from '#shared/model/version.ts';
import type { StepKind } from '#shared/model/step.ts';
import type { Restored as Told } from '#shared/wire/live.ts';
import type { Log } from '../log.ts';
import { unlessDamaged } from '../store/fault.ts';
import type { Store, StoredVersion } from '../store/store.ts';
import type { Documents } from '../sync/documents.ts';
import type { World } from '../world.ts';
import { mishap } from './mishap.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import { packed, unpacked } from './version-bytes.ts';

export interface VersionsParts {
  readonly store: Pick<Store, 'acquire' | 'addVersion' | 'versionsOf' | 'versionAt'>;
  readonly documents: Pick<Documents, 'read' | 'write'>;
  readonly world: Pick<World, 'now'>;
  readonly log: Log;
  /** A board went back to an earlier version, and that is on disk. */
  readonly onRestored: (boardId: string, told: Told) => void;
}

export interface ReadVersion {
  readonly version: Version;
  readonly content: VersionContent;
  /** What restoring it would do now. */
  readonly size: RestoreSize;
}

export interface RestoredVersion {
  /** The version that undoes it; null when there was nothing to do. */
  readonly undo: number | null;
  readonly size: RestoreSize;
}

const NOTHING_BACK: VersionContent['back'] = new Map();

/** Versions of boards: kept, listed, read, and restored by their difference. They hold what the board document holds, nothing else. */
export class Versions {
  readonly #parts: VersionsParts;

  constructor(parts: VersionsParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  async list(boardId: string): Promise<readonly Version[]> {
    return (await this.#parts.store.versionsOf(boardId)).toReversed();
  }

  /** Keeps the board as it is under a name. */
  async keep(boardId: string, name: string): Promise<Version | Refusal> {
    const board = await this.#parts.documents.read(boardId, plainOf);
    if (board === null) return refuse('no-such-board');
    return this.#add(boardId, { board, back: NOTHING_BACK }, { is: 'hand', name });
  }

  /** The round is about to leave a step, whether this succeeds or not. */
  async keepStep(boardId: string, step: StepKind): Promise<void> {
    await this.#keepBefore(boardId, { is: 'step', step }).catch((fault: unknown) => {
      this.#parts.log.error(mishap('a version could not be kept', fault), { boardId, fault });
    });
  }

  /** A file is about to come in. */
  keepImport(boardId: string): Promise<void> {
    return this.#keepBefore(boardId, { is: 'import' });
  }

  async read(boardId: string, n: number): Promise<ReadVersion | Refusal> {
    const found = await this.#find(boardId, n);
    if (isRefusal(found)) return found;
    const { content, ...version } = found;
    const size = await this.#parts.documents.read(boardId, (doc) => measured(plainOf(doc), content));
    return size === null ? refuse('no-such-board') : { version, content, size };
  }

  /** Keeps the board as it is and leads it back, both or neither, in one write of the server's own. */
  async restore(boardId: string, { n, by }: { n: number; by: string }): Promise<RestoredVersion | Refusal> {
    const found = await this.#find(boardId, n);
    if (isRefusal(found)) return found;
    const kept: Version[] = [];
    const keepFirst = async ({ before }: Restored) => {
      if (before === null) return;
      const version = await this.#add(boardId, before, { is: 'restore', of: found.at });
      if (isRefusal(version)) throw new Error(`no version before restoring: ${version.refused}`);
      kept.push(version);
    };
    const done = await this.#parts.documents.write(boardId, (doc) => restore(doc, found.content), keepFirst);
    if (done === null) return refuse('no-such-board');
    if (kept.length > 0) this.#parts.onRestored(boardId, { at: found.at, by });
    return { undo: kept[0]?.n ?? null, size: done.size };
  }

  async #keepBefore(boardId: string, why: VersionWhy): Promise<void> {
    const board = await this.#parts.documents.read(boardId, plainOf);
    const isEmpty = board === null || [...board.values()].every(({ size }) => size === 0);
    if (!isEmpty) await this.#add(boardId, { board, back: NOTHING_BACK }, why);
  }

  async #add(boardId: string, content: VersionContent, why: VersionWhy): Promise<Version | Refusal> {
    const { store, world } = this.#parts;
    const last = isUnasked(why) ? this.#last(boardId) : null;
    const [epoch, state, before] = await Promise.all([store.acquire(boardId), packed(content), last]);
    if (epoch === null) return refuse('no-such-board');
    // The same once more would only push another out.
    if (before !== null && isSame(before.state, state)) return before;
    const version = { at: world.now(), why, ideas: content.board.get('ideas')?.size ?? 0 };
    const n = await store.addVersion({ boardId, epoch, ...version, state });
    if (typeof n === 'number') return { n, ...version };
    return n === 'full' ? refuse('versions-full') : refuse(n === 'no-board' ? 'no-such-board' : 'server-busy');
  }

  async #last(boardId: string): Promise<StoredVersion | null> {
    const last = (await this.#parts.store.versionsOf(boardId)).at(-1);
    if (last === undefined) return null;
    // One that is damaged is like no other, and must not keep new ones from being kept.
    return unlessDamaged(this.#parts.store.versionAt(boardId, last.n), (fault) => {
      this.#parts.log.error(mishap('a version is damaged', fault), { boardId, n: last.n, fault });
      return null;
    });
  }

  async #find(boardId: string, n: number): Promise<(Version & { readonly content: VersionContent }) | Refusal> {
    const found = await this.#parts.store.versionAt(boardId, n);
    if (found === null) return refuse('no-such-version');
    const { state, ...version } = found;
    return { ...version, content: await unpacked(state) };
  }
}

const isUnasked = ({ is }: VersionWhy): boolean => is === 'step' || is === 'import';
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
