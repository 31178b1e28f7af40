import { m } from '#shared/messages/compiled/messages.js';
import { mayArrange } from '#shared/rules/may.ts';
import type { BoardContext } from '../board/context.ts';
import type { IdeaView } from '../board/view.svelte.ts';
import type { Desk } from '../plan/desk.svelte.ts';
import { offersPlan } from '../plan/when.ts';
import type { Talking } from '../talk/talking.svelte.ts';
import type { MenuItem } from '../ui/menu.ts';
import type { Merging } from './merging.svelte.ts';

interface Places {
  readonly board: BoardContext;
  readonly merging: Merging;
  readonly desk: Desk;
  readonly talking: Talking;
}

/** What everybody can do with an idea besides moving it, on the wall and in the list alike. */
export function itemsFor(idea: IdeaView, { board, merging, desk, talking }: Places): MenuItem[] {
  const stacked = board.view.stacks.of(idea.id).length > 0;
  const arranges = mayArrange(board.asking) === null;
  return [
    { label: m.talk_open(), does: () => talking.open(idea.id) },
    ...(arranges ? [{ label: m.merge_with(), does: () => merging.pick(idea.id) }] : []),
    ...(stacked ? [{ label: m.merge_show(), does: () => merging.open(idea.id) }] : []),
    ...(arranges && stacked
      ? [{ label: m.merge_apart(), does: () => void board.deeds.merging.takeApart(idea.id) }]
      : []),
    ...(offersPlan(board.asking) ? [{ label: m.plan_from(), does: () => desk.start(idea.id) }] : []),
  ];
}
