import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Boards } from './boards.ts';

/** Milliseconds between two looks for boards whose last day is over: what the join page promises counts in days. */
export const LOOK_MS = 3_600_000;

export interface RetentionParts {
  readonly store: Pick<Store, 'boardsDue'>;
  readonly boards: Pick<Boards, 'remove'>;
  readonly world: World;
  readonly log: Log;
}

/** Deletes boards when their last day is over, now and every hour. Returns what ends that. */
export function keepRetention({ store, boards, world, log }: RetentionParts): () => void {
  let ended = false;
  const clear = async () => {
    for (const boardId of await store.boardsDue(world.now())) {
      if (ended) return;
      await boards.remove(boardId);
      log.info('a board was deleted after its last day', { boardId });
    }
  };
  const goOn = async () => {
    while (!ended) {
      await clear().catch((fault: unknown) => {
        if (!ended) log.error('boards whose last day is over could not be deleted', { fault });
      });
      await world.wait(LOOK_MS);
    }
  };
  void goOn();
  return () => (ended = true);
}
