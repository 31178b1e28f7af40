import type { StepKind } from './step.ts';

/** Why a version of the board was kept. */
export type VersionWhy =
  | { readonly is: 'hand'; readonly name: string }
  /** The round was about to leave this step. */
  | { readonly is: 'step'; readonly step: StepKind }
  /** A file was about to come in. */
  | { readonly is: 'import' }
  /** The version of that time (milliseconds since 1970) was about to be restored; what restores this one undoes that. */
  | { readonly is: 'restore'; readonly of: number };

/** A version as it stands in the list. */
export interface Version {
  /** Counts the versions of a board, from 1; never given twice. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly why: VersionWhy;
  /** Ideas that were on the board. */
  readonly ideas: number;
}

/** The fields of one entry of the board document as plain values; texts as strings. */
export type PlainEntry = Readonly<Record<string, unknown>>;
/** Everything in the board document, by root and id. */
export type PlainDocument = ReadonlyMap<string, ReadonlyMap<string, PlainEntry>>;

/** What a version holds. */
export interface VersionContent {
  readonly board: PlainDocument;
  /**
   * What the restore before which it was kept has brought back, as it stood right afterwards: restoring this version takes it
   * away again, where nobody has worked with it since. All else that is not in a version was written after it, and stays.
   */
  readonly back: PlainDocument;
}

/** What restoring a version does, in numbers of ideas. */
export interface RestoreSize {
  /** Those that come back. */
  readonly back: number;
  /** Those whose text or place is put back. */
  readonly changed: number;
  /** Those that an earlier restore had brought back, and that go again. */
  readonly removed: number;
  /** Those that were written since, and stay. */
  readonly newer: number;
  /** Those that cannot come back, because the board is full. */
  readonly left: number;
  /** True when nothing at all is to be done, with clusters, comments and actions neither. */
  readonly none: boolean;
}
