import type * as Y from 'yjs';
import { readNotes } from '#shared/document/notebook.ts';
import { clustersOf, ideasOf, readIdea } from '#shared/document/read.ts';
import { isOnWall } from '#shared/model/board.ts';
import type { VoteTargets } from '#shared/model/vote.ts';
import { notebookId, type Documents } from '../sync/documents.ts';

/** What can be voted on at one board. Looks at the given ids only: ballots come many at a time, and boards are large. */
export class BoardTargets {
  readonly #boardId: string;
  readonly #documents: Documents;

  constructor(boardId: string, documents: Documents) {
    this.#boardId = boardId;
    this.#documents = documents;
  }

  /** Those of these ids that stand on the wall, with who wrote them; null where nobody did, or it must not be known. */
  async among(ids: readonly string[], on: VoteTargets): Promise<ReadonlyMap<string, string | null>> {
    const look = on === 'ideas' ? ideaOnWall : cluster;
    const there = await this.#documents.read(this.#boardId, (doc) => [...new Set(ids)].flatMap((id) => look(doc, id)));
    return new Map(there ?? []);
  }

  /** Ids of ideas that came to the board from this person's notebook. */
  async carriedFrom(participantId: string): Promise<ReadonlySet<string>> {
    const id = notebookId(this.#boardId, participantId);
    const notes = (await this.#documents.read(id, readNotes)) ?? [];
    return new Set(notes.filter(({ carried }) => carried !== undefined).map((note) => note.id));
  }
}

type Look = (doc: Y.Doc, id: string) => readonly (readonly [id: string, author: string | null])[];

const ideaOnWall: Look = (doc, id) => {
  const entry = ideasOf(doc).get(id);
  const idea = entry && readIdea(id, entry);
  return idea && isOnWall(idea) ? [[id, idea.author]] : [];
};

const cluster: Look = (doc, id) => (clustersOf(doc).has(id) ? [[id, null]] : []);
