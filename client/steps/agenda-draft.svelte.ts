import type { Agenda, Step, StepKind } from '#shared/model/step.ts';
import { found } from './agenda.ts';
import { isSame } from './stands.ts';

/** One step while somebody edits the agenda. */
export interface DraftStep {
  readonly key: number;
  /** Its index in the agenda that is being changed; null for a new one. */
  readonly from: number | null;
  readonly step: Step;
}

/** An agenda that is being changed. Nothing of it is true before the room has taken it. */
export class AgendaDraft {
  #base: Agenda = $state.raw([]);
  #nextKey = 0;
  #steps: readonly DraftStep[] = $state.raw([]);

  constructor(base: Agenda) {
    this.take(base);
  }

  get steps(): readonly DraftStep[] {
    return this.#steps;
  }

  get agenda(): Agenda {
    return this.#steps.map(({ step }) => step);
  }

  /** Where a step of the old agenda stands now; -1 when it is gone. */
  indexOf(from: number): number {
    return this.#steps.findIndex((entry) => entry.from === from);
  }

  /** Whether somebody else changed the agenda since this draft was begun. */
  isBehind(agenda: Agenda): boolean {
    return !isSame(agenda, this.#base);
  }

  /** Gives up what was changed, for what others made of the agenda. */
  take(agenda: Agenda): void {
    this.#base = agenda;
    this.#steps = agenda.map((step, from) => this.#entry(step, from));
  }

  /** Keeps what was changed, on top of what others made of the agenda. */
  rebase(agenda: Agenda): void {
    this.#base = agenda;
    const froms = found(this.agenda, agenda);
    this.#steps = this.#steps.map((entry, index) => ({ ...entry, from: froms[index] ?? null }));
  }

  /** Behind everything, but before the close. */
  add(kind: StepKind): DraftStep {
    const made = this.#entry(kind === 'collect' ? { kind, silent: true } : { kind }, null);
    const at = this.#steps.at(-1)?.step.kind === 'close' ? this.#steps.length - 1 : this.#steps.length;
    this.#steps = this.#steps.toSpliced(at, 0, made);
    return made;
  }

  change(key: number, step: Step): void {
    this.#steps = this.#steps.map((entry) => (entry.key === key ? { ...entry, step } : entry));
  }

  remove(key: number): void {
    this.#steps = this.#steps.filter((entry) => entry.key !== key);
  }

  /** Up by -1, down by 1; at the end nothing happens. */
  move(key: number, by: -1 | 1): void {
    const at = this.#steps.findIndex((entry) => entry.key === key);
    const entry = this.#steps[at];
    const to = at + by;
    if (entry === undefined || to < 0 || to >= this.#steps.length) return;
    this.#steps = this.#steps.toSpliced(at, 1).toSpliced(to, 0, entry);
  }

  #entry(step: Step, from: number | null): DraftStep {
    return { key: this.#nextKey++, from, step };
  }
}
