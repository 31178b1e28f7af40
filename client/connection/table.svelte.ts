import type * as Y from 'yjs';
import { momentIn, type Counts, type RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Asking } from '#shared/rules/may.ts';
import type { Mine } from '#shared/wire/live.ts';
import type { BoardContext } from '../board/context.ts';
import { Deeds } from '../board/deeds.ts';
import { Notebook } from '../board/notebook.svelte.ts';
import { People } from '../board/people.ts';
import { PresenceView } from '../board/presence.svelte.ts';
import { BoardView } from '../board/view.svelte.ts';
import type { Keeping } from './keep.ts';
import type { Live } from './live.svelte.ts';
import type { NotebookLine } from './notebook.svelte.ts';
import { Writing } from './writing.ts';
import { worstOf, type Saving } from './saving.ts';
import type { SyncLine } from './sync.svelte.ts';

export interface TableParts {
  readonly doc: Y.Doc;
  readonly live: Live;
  readonly line: SyncLine;
  readonly notes: NotebookLine;
  readonly me: Seat;
  /** The first snapshot; from then on the live connection's latest counts. */
  readonly room: RoomSnapshot;
  readonly keeping: () => Keeping;
  readonly forget: () => Promise<void>;
}

/** One open board with everything that components get to see of it. */
export class Table implements BoardContext {
  readonly doc: Y.Doc;
  readonly live: Live;
  readonly line: SyncLine;
  readonly notes: NotebookLine;
  readonly notebook: Notebook;
  readonly people: People;
  readonly view: BoardView;
  readonly presence: PresenceView;
  readonly deeds: Deeds;
  readonly writing: Writing;
  readonly forget: () => Promise<void>;
  readonly #keeping: () => Keeping;
  readonly #firstRoom: RoomSnapshot;
  readonly #firstMe: Seat;
  readonly #asking = $derived.by(() => this.#whoAsks());

  constructor({ doc, live, line, notes, me, room, keeping, forget }: TableParts) {
    this.doc = doc;
    this.live = live;
    this.line = line;
    this.notes = notes;
    this.#firstMe = me;
    this.forget = forget;
    this.#keeping = keeping;
    this.#firstRoom = room;
    this.people = new People(() => this.room);
    this.notebook = new Notebook(notes.doc, { is: 'deed', by: me.participantId });
    this.view = new BoardView(doc, notes.doc);
    this.writing = new Writing((writing) => live.writing(writing), Date.now);
    this.presence = new PresenceView(line.provider.awareness, this.people, me);
    this.deeds = new Deeds(doc, {
      me,
      asking: () => this.asking,
      notebook: this.notebook,
      fillRandom: (bytes) => crypto.getRandomValues(bytes),
      now: Date.now,
    });
  }

  /** Name and role change while people are here. */
  get me(): Seat {
    return this.live.me ?? this.#firstMe;
  }

  get room(): RoomSnapshot {
    return this.live.room ?? this.#firstRoom;
  }

  get counts(): Counts | null {
    return this.live.counts;
  }

  get mine(): Mine {
    return this.live.mine;
  }

  get asking(): Asking {
    return this.#asking;
  }

  get status(): Saving {
    const board = this.line.saving;
    const saving = worstOf(this.me.role === 'screen' ? [board] : [board, this.notes.saving], this.live.connected);
    return saving === 'offline' && this.keeping !== 'all' ? 'unkept' : saving;
  }

  get keeping(): Keeping {
    return this.#keeping();
  }

  get notebookDamaged(): boolean {
    return this.notes.damaged;
  }

  get clock(): BoardContext['clock'] {
    return this.live.clock;
  }

  get slowed(): number {
    return this.live.slowed;
  }

  get restored(): BoardContext['restored'] {
    return this.live.restored;
  }

  readonly command: BoardContext['command'] = (command) => this.live.command(command);

  readonly say: BoardContext['say'] = (say) => this.live.say(say);

  readonly tryNow = (): void => {
    this.live.tryNow();
    this.line.tryNow();
    this.notes.tryNow();
  };

  stop(): void {
    this.writing.ended();
    this.presence.stop();
    this.deeds.undoing.stop();
    this.view.stop();
    this.notebook.stop();
    this.line.stop();
    this.notes.stop();
  }

  #whoAsks(): Asking {
    const { role, participantId } = this.me;
    return { role, participantId, ...momentIn(this.room, this.room.board) };
  }
}
