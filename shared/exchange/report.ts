import { m } from '../messages/compiled/messages.js';
import { CLUSTER_TITLE_MAX, IDEA_TEXT_MAX, IMPORT_REMARKS_MAX, ORIGIN_MAX } from '../model/limits.ts';

import type { ImportFault } from '../wire/http.ts';
import type { LeftReason, NoteReason, Remark } from './draft.ts';
import type { Locale } from './source.ts';

type Reason = LeftReason | NoteReason;
type Sentence = (value: string, options: { locale: Locale }) => string;

const SENTENCES: { readonly [reason in Reason]: Sentence } = {
  'empty-text': (_, to) => m.import_empty_text({}, to),
  'too-long': (length, to) => m.import_too_long({ length, max: IDEA_TEXT_MAX }, to),
  'too-many-columns': (width, to) => m.import_too_many_columns({ width }, to),
  'open-quote': (_, to) => m.import_open_quote({}, to),
  'board-full': (max, to) => m.import_board_full({ max }, to),
  'too-many-rows': (max, to) => m.import_too_many_rows({ max }, to),
  'not-an-idea': (_, to) => m.import_not_an_idea({}, to),
  'not-a-cluster': (_, to) => m.import_not_a_cluster({}, to),
  'not-an-action': (_, to) => m.import_not_an_action({}, to),
  'more-left': (count, to) => m.import_more_left({ count }, to),
  'unknown-sector': (name, to) => m.import_unknown_sector({ name }, to),
  'control-characters': (_, to) => m.import_control_characters({}, to),
  'cluster-too-long': (name, to) => m.import_cluster_too_long({ name, max: CLUSTER_TITLE_MAX }, to),
  'too-many-clusters': (max, to) => m.import_too_many_clusters({ max }, to),
  'author-too-long': (_, to) => m.import_author_too_long({ max: ORIGIN_MAX }, to),
  'not-a-place': (_, to) => m.import_not_a_place({}, to),
  'not-at-table': (name, to) => m.import_not_at_table({ name }, to),
  'more-notes': (count, to) => m.import_more_notes({ count }, to),
};

/** Remarks as sentences in somebody's language, by line. What is too much for a report is counted in its last one. */
export function report(remarks: readonly Remark[], more: 'more-left' | 'more-notes', locale: Locale): ImportFault[] {
  const sorted = [...remarks].sort((a, b) => a.line - b.line);
  const shown: Remark[] = sorted.slice(0, IMPORT_REMARKS_MAX);
  const next = sorted[IMPORT_REMARKS_MAX];
  if (next) shown.push({ line: next.line, reason: more, value: sorted.length - IMPORT_REMARKS_MAX });
  return shown.map(({ line, reason, value }) => ({
    line,
    reason,
    sentence: SENTENCES[reason](String(value ?? ''), { locale }),
  }));
}
