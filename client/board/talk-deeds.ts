import { addComment, removeComment, removeMark, setMark } from '#shared/document/talk.ts';
import { commentsOf, ideasOf, marksOf, readComment } from '#shared/document/read.ts';
import { newId } from '#shared/model/ids.ts';
import { BOARD_COMMENTS_MAX, BOARD_MARKS_MAX, COMMENT_TEXT_MAX, MARK_NOTE_MAX } from '#shared/model/limits.ts';
import { markKey, type Mark } from '#shared/model/talk.ts';
import { mayComment, mayMark, mayRemoveComment } from '#shared/rules/may.ts';
import type { DeedParts, Done, Made } from './deeds.ts';
import { fits } from './fits.ts';

/** Saying something about ideas: comments, and marks by which people put their name to one. */
export class TalkDeeds {
  readonly #parts: DeedParts;

  constructor(parts: DeedParts) {
    this.#parts = parts;
  }

  comment(on: string, text: string): Made {
    const { doc, doer, origin, undoing } = this.#parts;
    const words = text.trim();
    const refused = this.mayComment() ?? this.#isThere(on) ?? fits(words, COMMENT_TEXT_MAX);
    if (refused !== null) return { refused };
    const id = newId(doer.fillRandom);
    const author = doer.asking().anonymous ? null : doer.me.participantId;
    undoing.begin();
    addComment(doc, { id, on, text: words, author, createdAt: doer.now() }, origin);
    return { id };
  }

  /** Whether this person may comment now; null: yes. */
  mayComment(): Done {
    const { doc, doer } = this.#parts;
    return mayComment(doer.asking()) ?? (commentsOf(doc).size >= BOARD_COMMENTS_MAX ? 'board-full' : null);
  }

  removeComment(id: string): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const entry = commentsOf(doc).get(id);
    const refused = entry ? mayRemoveComment(doer.asking(), readComment(id, entry)) : 'gone';
    if (refused !== null) return refused;
    undoing.begin();
    removeComment(doc, id, origin);
    return null;
  }

  /** Sets one's own mark on an idea, in place of the one that was there. */
  mark(on: string, { kind, note }: Pick<Mark, 'kind' | 'note'>): Done {
    const { doc, origin, undoing } = this.#parts;
    const refused = this.#mayMark(on) ?? ((note?.length ?? 0) > MARK_NOTE_MAX ? 'too-long' : null);
    if (refused !== null) return refused;
    undoing.begin();
    setMark(doc, { on, by: this.#me, kind, note: note?.trim() }, origin);
    return null;
  }

  unmark(on: string): Done {
    const refused = this.#mayMark(on);
    if (refused !== null) return refused;
    this.#parts.undoing.begin();
    removeMark(this.#parts.doc, { on, by: this.#me }, this.#parts.origin);
    return null;
  }

  get #me(): string {
    return this.#parts.doer.me.participantId;
  }

  /** Who has marked an idea may change that also where no more marks fit. */
  #mayMark(on: string): Done {
    const { doc, doer } = this.#parts;
    const marks = marksOf(doc);
    const full = marks.size >= BOARD_MARKS_MAX && !marks.has(markKey({ on, by: this.#me }));
    return mayMark(doer.asking(), on) ?? this.#isThere(on) ?? (full ? 'board-full' : null);
  }

  #isThere(id: string): Done {
    return ideasOf(this.#parts.doc).has(id) ? null : 'gone';
  }
}
