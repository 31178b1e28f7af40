import { CODE_WORDS } from './code-words.ts';
import type { FillRandom } from './ids.ts';

/** Two digits after the words. */
const NUMBERS = 100;
const UINT32_COUNT = 2 ** 32;

/** How many codes there are; at least 2^28, so that guessing one of a thousand open tables takes 270,000 tries. */
export const CODE_COUNT = CODE_WORDS.length ** 2 * NUMBERS;

/** A new random code like `KUPFER-LAMPE-42`, each as likely as any other. */
export function newCode(fillRandom: FillRandom): string {
  const drawn = below(CODE_COUNT, fillRandom);
  const pair = Math.floor(drawn / NUMBERS);
  const first = CODE_WORDS[Math.floor(pair / CODE_WORDS.length)];
  const second = CODE_WORDS[pair % CODE_WORDS.length];
  return `${first}-${second}-${String(drawn % NUMBERS).padStart(2, '0')}`;
}

/** Draws again when the number falls into the incomplete last run of `count`, which would favour its beginning. */
function below(count: number, fillRandom: FillRandom): number {
  const fair = UINT32_COUNT - (UINT32_COUNT % count);
  for (;;) {
    const bytes = fillRandom(new Uint8Array(4));
    const drawn = bytes.reduce((number, byte) => number * 256 + byte, 0);
    if (drawn < fair) return drawn % count;
  }
}
