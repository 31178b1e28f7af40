import { untrack } from 'svelte';
import type { BoardContext } from '../board/context.ts';
import type { Casting } from './casting.svelte.ts';
import type { Results } from './results.svelte.ts';

/** Shows a result to everybody when its vote is closed, and the wall again when people vote anew or the round goes on. */
export function followVotes(board: Pick<BoardContext, 'room'>, casting: Casting, results: Results): void {
  const look = () => ({ count: results.votes.length, open: casting.vote?.id ?? null, step: board.room.current });
  let before = untrack(look);
  $effect(() => {
    const now = look();
    untrack(() => {
      if (now.count > before.count) results.show(results.votes[0]?.id);
      else if (now.step !== before.step || (now.open !== null && now.open !== before.open)) results.hide();
    });
    before = now;
  });
}
