import type { Claim } from '../store/store.ts';

/** Which participant owns which Yjs client id of one document: whoever used it first. */
export class Claims {
  readonly #owners = new Map<number, string>();
  readonly #counts = new Map<string, number>();
  /** Claimed, but not yet written to the journal. */
  #unsaved: Claim[] = [];

  constructor(saved: readonly Claim[]) {
    for (const [clientId, participantId] of saved) this.#set(clientId, participantId);
  }

  ownerOf(clientId: number): string | null {
    return this.#owners.get(clientId) ?? null;
  }

  countOf(participantId: string): number {
    return this.#counts.get(participantId) ?? 0;
  }

  claim(clientId: number, participantId: string): void {
    if (this.#owners.has(clientId)) return;
    this.#set(clientId, participantId);
    this.#unsaved.push([clientId, participantId]);
  }

  /** What the next journal entry has to carry. */
  takeUnsaved(): readonly Claim[] {
    const unsaved = this.#unsaved;
    if (unsaved.length > 0) this.#unsaved = [];
    return unsaved;
  }

  #set(clientId: number, participantId: string): void {
    this.#owners.set(clientId, participantId);
    this.#counts.set(participantId, this.countOf(participantId) + 1);
  }
}
