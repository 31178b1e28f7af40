/** Something that needs a place. Heights are in the unit of the shelf. */
export interface Piece {
  readonly id: string;
  readonly h: number;
}

/** Pieces that belong together, like those of one cluster. */
export interface Group {
  readonly id: string;
  readonly pieces: readonly Piece[];
}

export interface Place {
  readonly id: string;
  readonly y: number;
}

/** One column: pieces of one group from the top on. */
export interface Lane {
  readonly group: string;
  readonly places: readonly Place[];
}

interface Slot {
  /** Null where somebody has left. */
  id: string | null;
  h: number;
}

interface OpenLane {
  group: string;
  readonly slots: Slot[];
}

/**
 * Columns that remember. What has a place keeps it, whatever comes and goes: what comes takes a gap, the end of a lane of its
 * group, or a lane of its own behind all others. Only what grows moves those below it. For order and no gaps, take a new one.
 */
export class Shelf {
  readonly #h: number;
  readonly #gap: number;
  #lanes: OpenLane[] = [];

  /** Height of a lane, and the gap between two pieces in it. */
  constructor(h: number, gap: number) {
    this.#h = h;
    this.#gap = gap;
  }

  put(groups: readonly Group[]): readonly Lane[] {
    const homeless = new Map(
      groups.flatMap(({ id, pieces }) => pieces.map((piece) => [piece.id, { piece, group: id }])),
    );
    for (const lane of this.#lanes) this.#keep(lane, homeless);
    for (const { piece, group } of homeless.values()) this.#place(piece, group);
    while (this.#lanes.at(-1)?.slots.length === 0) this.#lanes.pop();
    return this.#lanes.map((lane) => ({ group: lane.group, places: this.#placesIn(lane) }));
  }

  /** Takes those that stay out of the homeless; who grew so much that a lane runs over has to go. */
  #keep(lane: OpenLane, homeless: Map<string, { piece: Piece; group: string }>): void {
    const kept = new Map<string, { piece: Piece; group: string }>();
    for (const slot of lane.slots) {
      const known = slot.id === null ? undefined : homeless.get(slot.id);
      if (slot.id === null || known?.group !== lane.group) slot.id = null;
      else {
        slot.h = Math.max(slot.h, known.piece.h);
        kept.set(slot.id, known);
        homeless.delete(slot.id);
      }
    }
    while (this.#isOver(lane)) {
      const id = lane.slots.pop()?.id;
      const known = id == null ? undefined : kept.get(id);
      if (id != null && known) homeless.set(id, known);
    }
  }

  /** Gaps at the end are no gaps. A piece higher than a lane keeps it for itself. */
  #isOver(lane: OpenLane): boolean {
    if (lane.slots.at(-1)?.id === null) return true;
    return lane.slots.length > 1 && this.#endOf(lane) > this.#h;
  }

  #place(piece: Piece, group: string): void {
    const lanes = this.#lanes.filter((lane) => lane.group === group && lane.slots.length > 0);
    const gap = lanes.flatMap(({ slots }) => slots).find(({ id, h }) => id === null && h >= piece.h);
    if (gap) return void (gap.id = piece.id);
    const slot = { id: piece.id, h: piece.h };
    const lane = lanes.find((it) => this.#endOf(it) + this.#gap + piece.h <= this.#h);
    if (lane) lane.slots.push(slot);
    else this.#open(slot, group);
  }

  #open(slot: Slot, group: string): void {
    const empty = this.#lanes.find(({ slots }) => slots.length === 0);
    if (!empty) return void this.#lanes.push({ group, slots: [slot] });
    empty.group = group;
    empty.slots.push(slot);
  }

  #endOf({ slots }: OpenLane): number {
    return slots.reduce((sum, { h }) => sum + h + this.#gap, -this.#gap);
  }

  #placesIn({ slots }: OpenLane): Place[] {
    let y = 0;
    return slots.flatMap(({ id, h }) => {
      const at = y;
      y += h + this.#gap;
      return id === null ? [] : [{ id, y: at }];
    });
  }
}
