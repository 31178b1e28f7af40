import { CLOSE } from '#shared/wire/sync.ts';
import { problemType, type Problem } from '#shared/wire/problem.ts';

/** Why a board is closed to this browser; each is a page of its own. */
export type Closing = 'no-seat' | 'not-here' | 'no-board' | 'refused' | 'older-copy' | 'too-much' | 'unknown';

const BY_CODE: Readonly<Record<number, Closing>> = {
  [CLOSE.noSeat]: 'no-seat',
  [CLOSE.notHere]: 'not-here',
  [CLOSE.noBoard]: 'no-board',
  [CLOSE.refused]: 'refused',
  [CLOSE.olderGeneration]: 'older-copy',
  [CLOSE.tooMuch]: 'too-much',
};

/** What a final close code of the sync connection means. */
export const closingOf = (code: number): Closing => BY_CODE[code] ?? 'unknown';

/** What the refusal of the live connection means. */
export function closingBy(problem: Problem): Closing {
  switch (problemType(problem)) {
    case 'token-missing':
    case 'token-unknown':
    case 'token-expired':
      return 'no-seat';
    case 'not-allowed':
      return 'not-here';
    case 'no-such-board':
      return 'no-board';
    default:
      return 'unknown';
  }
}
