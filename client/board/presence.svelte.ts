import type { Awareness } from 'y-protocols/awareness';
import type { Point } from '#shared/model/board.ts';
import type { Seat } from '#shared/model/seat.ts';
import { isPresence, type Presence } from '#shared/wire/presence.ts';
import type { People, SectorLook } from './people.ts';

export interface Other {
  /** One browser tab; a person may have several. */
  readonly clientId: number;
  readonly presence: Presence;
  readonly name: string;
  /** null where the server does not say who it is. */
  readonly sectorLook: SectorLook | null;
}

/** Milliseconds between two frames of one's own presence: twenty a second look smooth with a short glide. */
export const PRESENCE_FRAME_MS = 50;

interface Changes {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

type Own = Omit<Presence, 'participant'>;

/** Other people's cursors, drags and open editors, and the sending of one's own. A projection neither shows nor sends any. */
export class PresenceView {
  readonly #awareness: Awareness;
  readonly #people: People;
  readonly #participant: string;
  readonly #mute: boolean;
  #own: Own = {};
  /** Grows when somebody else came, did something or left. */
  #version = $state(0);
  readonly #others: readonly Other[] = $derived.by(() => this.#read());
  readonly #editors: ReadonlyMap<string, readonly Other[]> = $derived(byText(this.#others));
  #sentAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(awareness: Awareness, people: People, me: Pick<Seat, 'participantId' | 'role'>) {
    this.#awareness = awareness;
    this.#people = people;
    this.#participant = me.participantId;
    this.#mute = me.role === 'screen';
    awareness.on('change', this.#changed);
    if (this.#mute) awareness.setLocalState(null);
    else this.#send();
  }

  /** Everybody else's presence, as far as it is well formed. Another tab of one's own counts as somebody else. */
  get others(): readonly Other[] {
    return this.#others;
  }

  /** The other people who have the text of this idea or cluster open. */
  editorsOf(id: string): readonly Other[] {
    return this.#editors.get(id) ?? NOBODY;
  }

  setCursor(cursor: Point | null): void {
    this.#set('cursor', cursor);
  }

  setDrag(drag: { readonly id: string; readonly at: Point } | null): void {
    this.#set('drag', drag);
  }

  setEditing(id: string | null): void {
    this.#set('editing', id);
  }

  /** Tells the others that this browser is gone. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#awareness.off('change', this.#changed);
    this.#awareness.setLocalState(null);
  }

  #set<K extends keyof Own>(key: K, value: Own[K] | null): void {
    const { [key]: _, ...others } = this.#own;
    this.#own = value === null ? others : { ...others, [key]: value };
    if (this.#mute || this.#timer !== undefined) return;
    const wait = this.#sentAt + PRESENCE_FRAME_MS - performance.now();
    if (wait <= 0) this.#send();
    else this.#timer = setTimeout(() => this.#send(), wait);
  }

  #send(): void {
    this.#timer = undefined;
    this.#sentAt = performance.now();
    this.#awareness.setLocalState({ participant: this.#participant, ...this.#own } satisfies Presence);
  }

  readonly #changed = ({ added, updated, removed }: Changes): void => {
    const someone = [...added, ...updated, ...removed].some((id) => id !== this.#awareness.clientID);
    if (someone) this.#version += 1;
  };

  #read(): Other[] {
    void this.#version;
    if (this.#mute) return [];
    const others: Other[] = [];
    for (const [clientId, presence] of this.#awareness.getStates() as Map<number, unknown>) {
      if (clientId !== this.#awareness.clientID && isPresence(presence)) others.push(this.#named(clientId, presence));
    }
    return others;
  }

  #named(clientId: number, presence: Presence): Other {
    const { participant } = presence;
    const look = this.#people.sectorLook(this.#people.of(participant)?.sector ?? '');
    const sectorLook = participant === undefined ? null : look;
    return { clientId, presence, name: this.#people.nameOf(participant), sectorLook };
  }
}

const NOBODY: readonly Other[] = [];

function byText(others: readonly Other[]): ReadonlyMap<string, readonly Other[]> {
  return Map.groupBy(
    others.filter(({ presence }) => presence.editing !== undefined),
    ({ presence }) => presence.editing ?? '',
  );
}
