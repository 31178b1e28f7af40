import * as Y from 'yjs';
import { generateKeyBetween } from 'fractional-indexing';
import { clustersOf, ideasOf, readIdea } from '#shared/document/read.ts';
import {
  createCluster,
  hideIdea,
  moveCluster,
  placeIdea,
  postIdea,
  removeCluster,
  removeIdea,
  rewriteText,
  textAt,
  type Origin,
} from '#shared/document/write.ts';
import { clusterOf, type Place, type Point } from '#shared/model/board.ts';
import { newId, type FillRandom } from '#shared/model/ids.ts';
import { BOARD_CLUSTERS_MAX, BOARD_IDEAS_MAX, CLUSTER_TITLE_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import type { Seat } from '#shared/model/seat.ts';
import {
  mayArrange,
  mayChange,
  mayHaveMore,
  mayHide,
  mayMark,
  mayPlan,
  mayPost,
  writesInto,
  type Asking,
  type Reason,
} from '#shared/rules/may.ts';
import { countFor } from './budget.ts';
import type { Notebook } from './notebook.svelte.ts';
import { fits } from './fits.ts';
import { GroupDeeds } from './group-deeds.ts';
import { MergeDeeds } from './merge-deeds.ts';
import { PlanDeeds } from './plan-deeds.ts';
import { endRank } from './rank.ts';
import { TalkDeeds } from './talk-deeds.ts';
import { Undo, type About } from './undo.ts';

/** Why a deed did not happen; each has a sentence in the catalogues (`refused_<reason>`). */
export type Refusal = Reason | 'empty' | 'too-long' | 'too-many-people' | 'gone';
export type Made = { readonly id: string } | { readonly refused: Refusal };
/** null: done. */
export type Done = Refusal | null;

/** In whose name something is written: one's own, or for moderators a stand-in's. */
export type Author = Pick<Seat, 'participantId' | 'sector'>;

export interface Doer {
  readonly me: Author;
  /** Who asks, right now: role, step and lock change while people work. */
  readonly asking: () => Asking;
  /** Where ideas go that others must not see yet, or must never see whose they are. */
  readonly notebook: Notebook;
  readonly fillRandom: FillRandom;
  readonly now: () => number;
}

/** What groups of deeds share. */
export interface DeedParts {
  readonly doc: Y.Doc;
  readonly doer: Doer;
  readonly origin: Origin;
  readonly undoing: Undo;
}

/** What is asked before a deed is taken back or done again. */
const MAY_RETURN: Readonly<Record<About, (who: Asking) => Done>> = { wall: mayPost, talk: mayMark, plan: mayPlan };

/** What a person can do to the board. Each deed asks the rules first, then is one transaction; the view follows by itself. */
export class Deeds {
  readonly undoing: Undo;
  readonly plan: PlanDeeds;
  readonly merging: MergeDeeds;
  /** What is done to several ideas at once. */
  readonly group: GroupDeeds;
  readonly talk: TalkDeeds;
  readonly #doc: Y.Doc;
  readonly #doer: Doer;
  readonly #origin: Origin;

  constructor(doc: Y.Doc, doer: Doer) {
    this.#doc = doc;
    this.#doer = doer;
    this.#origin = { is: 'deed', by: doer.me.participantId };
    this.undoing = new Undo(doc, this.#origin);
    const parts = { doc, doer, origin: this.#origin, undoing: this.undoing };
    this.plan = new PlanDeeds(parts);
    this.merging = new MergeDeeds(parts);
    this.group = new GroupDeeds(parts);
    this.talk = new TalkDeeds(parts);
  }

  post(text: string, place?: Place, by: Author = this.#doer.me): Made {
    const words = text.trim();
    const refused = this.mayPost(by) ?? fits(words, IDEA_TEXT_MAX);
    if (refused !== null) return { refused };
    const note = { id: this.#newId(), text: words, createdAt: this.#doer.now() };
    if (writesInto(this.#doer.asking()) === 'notebook') {
      this.#doer.notebook.write(by === this.#doer.me ? note : { ...note, for: by.participantId });
      return { id: note.id };
    }
    const { participantId: author, sector } = by;
    this.undoing.begin();
    postIdea(this.#doc, { ...note, author, sector, ...(place ? { place } : {}) }, this.#origin);
    return { id: note.id };
  }

  edit(id: string, text: string): Done {
    const refused = this.mayChange(id) ?? fits(text, IDEA_TEXT_MAX);
    if (refused !== null) return refused;
    if (!this.#isNoted(id)) return this.#rewrite('ideas', id, text);
    this.#doer.notebook.rewrite(id, text);
    return null;
  }

  /** Whether this person may change and delete this idea now; null: yes. Buttons ask it, and it is reactive. */
  mayChange(id: string): Done {
    const asking = this.#doer.asking();
    if (!this.#isNoted(id)) return this.#isThere(id) ?? mayChange(asking, this.#idea(id));
    // Nobody else sees what is not on the board yet; what is on it is one's own, although it does not say so.
    if (!ideasOf(this.#doc).has(id)) return null;
    return mayChange({ ...asking, silent: false, anonymous: false }, { id, author: asking.participantId });
  }

  /** Oneself, as an author. */
  get me(): Author {
    return this.#doer.me;
  }

  /** Whether an idea may be written in this name now; null: yes. */
  mayPost({ participantId }: Author = this.#doer.me): Done {
    const asking = this.#doer.asking();
    if (ideasOf(this.#doc).size >= BOARD_IDEAS_MAX) return mayPost(asking) ?? 'board-full';
    return mayPost(asking) ?? (asking.most === null ? null : mayHaveMore(asking, this.#countFor(participantId)));
  }

  /** Ideas that may still be written in this name in this step; null: as many as they like. */
  left({ participantId }: Author = this.#doer.me): number | null {
    const { most } = this.#doer.asking();
    return most === null ? null : Math.max(0, most - this.#countFor(participantId));
  }

  /** Takes an idea off the wall for everybody, or puts it back. */
  hide(id: string, hidden: boolean): Done {
    const refused = mayHide(this.#doer.asking()) ?? this.#isThere(id);
    if (refused !== null) return refused;
    this.undoing.begin();
    hideIdea(this.#doc, id, hidden, this.#origin);
    return null;
  }

  /** Moves an idea; null is the pool. */
  place(id: string, place: Place | null): Done {
    const refused = this.#mayArrange() ?? this.#isThere(id);
    if (refused !== null) return refused;
    this.undoing.begin();
    placeIdea(this.#doc, id, place, this.#origin);
    return null;
  }

  /** Moves an idea to the end of a cluster. */
  placeLast(id: string, clusterId: string): Done {
    if (!clustersOf(this.#doc).has(clusterId)) return 'gone';
    return this.place(id, { in: clusterId, rank: endRank(this.#doc, clusterId) });
  }

  remove(id: string): Done {
    const refused = this.mayChange(id);
    if (refused !== null) return refused;
    if (this.#isNoted(id)) {
      this.#doer.notebook.drop(id);
      return null;
    }
    this.undoing.begin();
    removeIdea(this.#doc, id, this.#origin);
    return null;
  }

  /** Drops one idea on another: both go into a new cluster at that point, or the dragged one joins the target's cluster. */
  clusterOfBoth(dragged: string, target: string, at: Point): Made {
    const refused = this.#mayMakeCluster() ?? this.#isThere(dragged) ?? this.#isThere(target);
    if (refused !== null) return { refused };
    const existing = clusterOf(this.#idea(target), clustersOf(this.#doc));
    if (existing !== null) {
      const kept = this.placeLast(dragged, existing);
      return kept === null ? { id: existing } : { refused: kept };
    }
    const id = this.#newId();
    const first = generateKeyBetween(null, null);
    this.#together(() => {
      this.#addCluster(id, at, '');
      placeIdea(this.#doc, target, { in: id, rank: first }, this.#origin);
      placeIdea(this.#doc, dragged, { in: id, rank: generateKeyBetween(first, null) }, this.#origin);
    });
    return { id };
  }

  createCluster(at: Point, title = ''): Made {
    const refused = this.#mayMakeCluster() ?? (title.length > CLUSTER_TITLE_MAX ? 'too-long' : null);
    if (refused !== null) return { refused };
    const id = this.#newId();
    this.#together(() => this.#addCluster(id, at, title.trim()));
    return { id };
  }

  nameCluster(id: string, title: string): Done {
    const refused = this.#mayArrange() ?? (title.length > CLUSTER_TITLE_MAX ? 'too-long' : null);
    return refused ?? this.#rewrite('clusters', id, title);
  }

  moveCluster(id: string, at: Point): Done {
    const refused = this.#mayArrange() ?? (clustersOf(this.#doc).has(id) ? null : 'gone');
    if (refused !== null) return refused;
    this.undoing.begin();
    moveCluster(this.#doc, id, at, this.#origin);
    return null;
  }

  /** Its ideas go back to the pool. */
  removeCluster(id: string): Done {
    const refused = this.#mayArrange();
    if (refused !== null) return refused;
    this.undoing.begin();
    removeCluster(this.#doc, id, this.#origin);
    return null;
  }

  undo(): Done {
    return this.#mayReturn('undo') ?? this.undoing.undo();
  }

  redo(): Done {
    return this.#mayReturn('redo') ?? this.undoing.redo();
  }

  #rewrite(root: 'ideas' | 'clusters', id: string, next: string): Done {
    const text = textAt(this.#doc, root, id);
    if (!text) return 'gone';
    this.undoing.begin(`${root}:${id}`);
    rewriteText(this.#doc, text, next, this.#origin);
    return null;
  }

  #addCluster(id: string, at: Point, title: string): void {
    const createdBy = this.#doer.asking().anonymous ? null : this.#doer.me.participantId;
    createCluster(this.#doc, { id, title, at, createdBy, createdAt: this.#doer.now() }, this.#origin);
  }

  #together(write: () => void): void {
    this.undoing.begin();
    this.#doc.transact(write, this.#origin);
  }

  #mayReturn(next: 'undo' | 'redo'): Done {
    return MAY_RETURN[this.undoing.about(next)](this.#doer.asking());
  }

  #countFor(author: string): number {
    const { notebook, asking } = this.#doer;
    return countFor(author, { doc: this.#doc, notebook, asking: asking() });
  }

  #mayMakeCluster(): Done {
    const full = clustersOf(this.#doc).size >= BOARD_CLUSTERS_MAX;
    return this.#mayArrange() ?? (full ? 'board-full' : null);
  }

  #mayArrange(): Done {
    return mayArrange(this.#doer.asking());
  }

  /** Written in the notebook: until it is on the board, and where nobody may be traced for good. */
  #isNoted(id: string): boolean {
    const note = this.#doer.notebook.of(id);
    return note !== null && (note.carried === undefined || this.#doer.asking().anonymous);
  }

  #isThere(id: string): Done {
    return ideasOf(this.#doc).has(id) ? null : 'gone';
  }

  #idea(id: string): ReturnType<typeof readIdea> {
    return readIdea(id, ideasOf(this.#doc).get(id) ?? new Y.Map());
  }

  #newId(): string {
    return newId(this.#doer.fillRandom);
  }
}
