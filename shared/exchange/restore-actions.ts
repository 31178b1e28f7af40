import type { Action } from '../model/board.ts';
import { ACTION_WHAT_MAX, ACTION_WHO_MAX, BOARD_ACTIONS_MAX } from '../model/limits.ts';
import type { Seat } from '../model/seat.ts';
import type { Remarks } from './draft.ts';
import type { CopiedAction, ReadCopy } from './read-copy.ts';
import type { Table } from './restore.ts';
import { tidy } from './tidy.ts';

interface Context {
  readonly copy: ReadCopy;
  readonly to: Table;
  /** New ids of ideas and clusters by those in the file. */
  readonly ids: ReadonlyMap<string, string>;
  readonly remarks: Remarks;
}

/** Brings actions along. Whoever sits at this table stays named, but is asked anew: a word is given, never copied. */
export function restoreActions(context: Context): Action[] {
  const actions: Action[] = [];
  for (const [index, copied] of context.copy.actions.entries()) {
    const what = tidy(copied?.what ?? '').text;
    const fits = what !== '' && what.length <= ACTION_WHAT_MAX;
    const full = context.to.board.actions.size + actions.length >= BOARD_ACTIONS_MAX;
    const line = index + 1;
    if (copied === null || !fits || full) context.remarks.left.push({ line, reason: 'not-an-action' });
    else actions.push(restored(copied, { ...context, what, line }));
  }
  return actions;
}

function restored(copied: CopiedAction, context: Context & { what: string; line: number }): Action {
  const { to, ids, what } = context;
  const on = copied.on === undefined ? undefined : ids.get(copied.on);
  return {
    id: to.newId(),
    what,
    ...(on === undefined ? {} : { on }),
    who: peopleHere(copied, context),
    accepted: [],
    ...(copied.due === undefined ? {} : { due: copied.due }),
    createdAt: Math.min(copied.createdAt ?? to.now, to.now),
  };
}

function peopleHere({ who }: CopiedAction, { copy, to, remarks, line }: Context & { line: number }): string[] {
  const here = new Set<string>();
  for (const id of who) {
    const name = copy.people.get(id);
    const seat = seatOf(to.roster, id, name);
    if (seat !== undefined) here.add(seat.participantId);
    else remarks.notes.push({ line, reason: 'not-at-table', value: name ?? '?' });
  }
  return [...here].slice(0, ACTION_WHO_MAX);
}

/** The same person, else the only one of that name. */
function seatOf(roster: readonly Seat[], id: string, name: string | undefined): Seat | undefined {
  const namesakes = name === undefined ? [] : roster.filter((seat) => seat.name === name);
  return roster.find((seat) => seat.participantId === id) ?? (namesakes.length === 1 ? namesakes[0] : undefined);
}
