import type { Command } from '#shared/wire/live.ts';
import type { BoardContext } from '../board/context.ts';
import { sentenceOf } from '../session/answer.ts';
import type { Notices } from '../ui/notices.svelte.ts';

export type Give = (command: Command) => Promise<boolean>;

/** Gives commands to the room; a refusal becomes a notice, and false. */
export const giving =
  (board: Pick<BoardContext, 'command'>, notices: Notices): Give =>
  async (command) => {
    const answer = await board.command(command);
    if (answer.is !== 'here') notices.warn(sentenceOf(answer));
    return answer.is === 'here';
  };
