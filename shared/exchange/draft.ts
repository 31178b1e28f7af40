/** What an import goes through on its way from a file to a board. */

/** One record of a table, and the 1-based line of the file on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export const isFilled = (row: Row): boolean => row.cells.some((cell) => cell.trim() !== '');

/** An idea as the file has it: tidy and known to fit, but not yet on a board. */
export interface Draft {
  readonly line: number;
  readonly text: string;
  readonly sector: string;
  /** The author's name. */
  readonly from?: string;
  /** Milliseconds since 1970; absent when the file has no time that makes sense. */
  readonly createdAt?: number;
  /** Title of the cluster. */
  readonly cluster?: string;
}

/** Why something did not come in. */
export type LeftReason =
  | 'empty-text'
  | 'too-long'
  | 'too-many-columns'
  | 'open-quote'
  | 'board-full'
  | 'too-many-rows'
  | 'not-an-idea'
  | 'not-a-cluster'
  | 'not-an-action'
  | 'more-left';

/** Why something came in a little differently. */
export type NoteReason =
  | 'unknown-sector'
  | 'control-characters'
  | 'cluster-too-long'
  | 'too-many-clusters'
  | 'author-too-long'
  | 'not-a-place'
  | 'not-at-table'
  | 'more-notes';

export interface Remark<R extends LeftReason | NoteReason = LeftReason | NoteReason> {
  readonly line: number;
  readonly reason: R;
  /** What the sentence quotes: a length, a name, a count. */
  readonly value?: string | number;
}

/** Both lists of a report, as they grow. */
export interface Remarks {
  readonly left: Remark<LeftReason>[];
  readonly notes: Remark<NoteReason>[];
}
