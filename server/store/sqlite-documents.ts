import type { DatabaseSync } from 'node:sqlite';
import { checksumOf, verified } from './checksum.ts';
import { StoreFault } from './fault.ts';
import type { Claim, DocumentName, Refused, StoredDocument } from './store.ts';
import type { CommitOp, CompactOp } from './sqlite-batch.ts';

/** Documents whose last sequence number is kept in memory (about 200 bytes each); the file tells the others again. */
const KNOWN_MAX = 20_000;

/** What the file says about a document. `doc` is null until its first commit; `epoch` is null without a board. */
interface Known {
  doc: number | null;
  readonly epoch: number | null;
  seq: number;
}

/** Journals, snapshots and claims in SQLite. Every verb checks before it writes, so that a refusal leaves nothing behind. */
export class DocumentTables {
  readonly #sql;
  readonly #known = new Map<string, Known>();

  constructor(db: DatabaseSync) {
    this.#sql = prepare(db);
  }

  /** Throws when what lies there is not, or not all of, what was written. */
  load(name: DocumentName): StoredDocument {
    const { doc, seq } = this.#look(name);
    if (doc === null) return { seq: 0, snapshot: null, updates: [], claims: [] };
    if (seq === 0) throw new StoreFault('corrupt', `update 1 of ${called(name)} is missing`);
    const snapshot = this.#snapshot(doc, name);
    const updates = this.#updates(doc, name, snapshot?.seq ?? 0);
    const claims = this.#sql.claims
      .all(doc)
      .map((row): Claim => [row['client'] as number, row['participant_id'] as string]);
    return { seq, snapshot: snapshot?.state ?? null, updates, claims };
  }

  namesOf(boardId: string): readonly string[] {
    return this.#sql.names.all(boardId).map((row) => row['name'] as string);
  }

  commit(op: CommitOp, update: Uint8Array): 'committed' | Refused {
    const known = this.#look(op);
    if (known.epoch === null) return 'no-board';
    if (known.epoch !== op.epoch) return 'fenced';
    if (op.seq !== known.seq + 1) return 'gap';
    known.doc ??= this.#add(op);
    this.#sql.append.run(known.doc, op.seq, update, checksumOf(update));
    for (const [client, participantId] of op.claims) this.#sql.claim.run(known.doc, client, participantId);
    known.seq = op.seq;
    return 'committed';
  }

  /** A snapshot older than the one there, or of updates that are not there, is a 'gap' too. */
  compact(op: CompactOp, state: Uint8Array): 'compacted' | Refused {
    const known = this.#look(op);
    if (known.epoch === null) return 'no-board';
    if (known.epoch !== op.epoch) return 'fenced';
    if (known.doc === null || op.seq > known.seq || op.seq < Math.max(1, this.#snapshotSeq(known.doc))) return 'gap';
    this.#sql.saveSnapshot.run(known.doc, op.seq, state, checksumOf(state));
    this.#sql.dropUpdates.run(known.doc, op.seq);
    return 'compacted';
  }

  /** To be called when what was read may no longer be so: after a rollback or a removal. */
  forget(): void {
    this.#known.clear();
  }

  #look({ boardId, name }: DocumentName): Known {
    const key = `${boardId}.${name}`;
    const known = this.#known.get(key);
    if (known) return known;
    const read = this.#read(boardId, name);
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    if (read.epoch !== null) this.#known.set(key, read);
    return read;
  }

  #read(boardId: string, name: string): Known {
    const row = this.#sql.look.get(name, boardId);
    if (!row) return { doc: null, epoch: null, seq: 0 };
    const { doc, epoch } = row as { doc: number | null; epoch: number };
    return { doc, epoch, seq: doc === null ? 0 : Math.max(this.#snapshotSeq(doc), this.#lastUpdate(doc)) };
  }

  #snapshot(doc: number, name: DocumentName): { readonly seq: number; readonly state: Uint8Array } | null {
    const row = this.#sql.snapshot.get(doc) as SnapshotRow | undefined;
    return row ? { ...row, state: verified(row.state, row.checksum, `the snapshot of ${called(name)}`) } : null;
  }

  /** The updates after the snapshot, without gaps. */
  #updates(doc: number, name: DocumentName, after: number): Uint8Array[] {
    return (this.#sql.updates.all(doc) as unknown as UpdateRow[]).map((row, at) => {
      const what = `update ${after + at + 1} of ${called(name)}`;
      if (row.seq !== after + at + 1) throw new StoreFault('corrupt', `${what} is missing`);
      return verified(row.bytes, row.checksum, what);
    });
  }

  #snapshotSeq(doc: number): number {
    return (this.#sql.snapshotSeq.get(doc)?.['seq'] as number | undefined) ?? 0;
  }

  #lastUpdate(doc: number): number {
    return (this.#sql.lastUpdate.get(doc)?.['seq'] as number | null) ?? 0;
  }

  #add({ boardId, name }: DocumentName): number {
    return Number(this.#sql.add.run(boardId, name).lastInsertRowid);
  }
}

interface SnapshotRow {
  readonly seq: number;
  readonly state: Uint8Array;
  readonly checksum: number | null;
}

interface UpdateRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: number | null;
}

const called = ({ boardId, name }: DocumentName): string =>
  name === '' ? `board ${boardId}` : `a notebook of ${boardId}`;

function prepare(db: DatabaseSync) {
  return {
    look: db.prepare(
      'SELECT doc, epoch FROM boards LEFT JOIN documents ON board_id = boards.id AND name = ? WHERE boards.id = ?',
    ),
    names: db.prepare('SELECT name FROM documents WHERE board_id = ? ORDER BY name'),
    add: db.prepare('INSERT INTO documents (board_id, name) VALUES (?, ?)'),
    snapshotSeq: db.prepare('SELECT seq FROM snapshots WHERE doc = ?'),
    lastUpdate: db.prepare('SELECT max(seq) AS seq FROM journal WHERE doc = ?'),
    snapshot: db.prepare('SELECT seq, state, checksum FROM snapshots WHERE doc = ?'),
    updates: db.prepare('SELECT seq, bytes, checksum FROM journal WHERE doc = ? ORDER BY seq'),
    claims: db.prepare('SELECT client, participant_id FROM claims WHERE doc = ? ORDER BY client'),
    append: db.prepare('INSERT INTO journal (doc, seq, bytes, checksum) VALUES (?, ?, ?, ?)'),
    claim: db.prepare('INSERT OR IGNORE INTO claims (doc, client, participant_id) VALUES (?, ?, ?)'),
    saveSnapshot: db.prepare(
      `INSERT INTO snapshots (doc, seq, state, checksum) VALUES (?, ?, ?, ?)
       ON CONFLICT (doc) DO UPDATE SET seq = excluded.seq, state = excluded.state, checksum = excluded.checksum`,
    ),
    dropUpdates: db.prepare('DELETE FROM journal WHERE doc = ? AND seq <= ?'),
  };
}
