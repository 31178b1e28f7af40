import { untrack } from 'svelte';
import { m } from '#shared/messages/compiled/messages.js';
import { getLocale } from '#shared/messages/compiled/runtime.js';
import type { BoardContext } from '../board/context.ts';
import { momentText } from '../ui/moment.ts';
import type { Notices } from '../ui/notices.svelte.ts';

/** Tells why the wall has changed under everybody's eyes; whoever brought that about knows. */
export function followRestores(board: BoardContext, notices: Notices): void {
  $effect(() => {
    const { restored } = board;
    untrack(() => {
      if (restored === null || restored.by === board.me.participantId) return;
      const when = momentText(restored.at, { now: board.clock.now(), locale: getLocale() });
      notices.tell(m.versions_told({ when }));
    });
  });
}
