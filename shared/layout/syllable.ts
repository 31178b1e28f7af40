/**
 * Where a word that is wider than its line may be broken. German and English have thousands of exceptions and a dictionary
 * would be larger than the client, so this knows only the rule that both begin with: a syllable begins with a consonant
 * before a vowel, and letters that are said as one stay together.
 */

const VOWEL = 'aeiouyäöüáàâéèêíóôúœæ';
/** What a syllable begins with: several letters that are said as one, or a consonant. */
const ONSET = new RegExp(`^(?:sch[lmnrw]?|s[pt]r|[bdgkpt]r|ch|ck|ph|th|qu|(?![${VOWEL}])\\p{L})[${VOWEL}]`, 'iu');
/** Letters of the longest one. */
const ONSET_MAX = 4;
const SYLLABLE = new RegExp(`[${VOWEL}].*\\p{L}$`, 'iu');

/**
 * The last place from `least` to `most` at which a syllable begins, as a count of letters; null when there is none.
 * The letters are those of one word.
 */
export function syllableCut(letters: readonly string[], most: number, least: number): number | null {
  for (let cut = most; cut >= least; cut--) {
    const begins = (at: number): boolean => ONSET.test(letters.slice(at, at + ONSET_MAX + 1).join(''));
    const torn = Array.from({ length: ONSET_MAX - 1 }, (_, i) => cut - 1 - i).some((at) => at >= 0 && reaches(at, cut));
    if (begins(cut) && !torn && SYLLABLE.test(letters.slice(0, cut).join(''))) return cut;
  }
  return null;

  /** Whether what begins at one place is still going on at another. */
  function reaches(at: number, to: number): boolean {
    const onset = ONSET.exec(letters.slice(at, at + ONSET_MAX + 1).join(''))?.[0];
    return onset !== undefined && at + onset.length - 1 > to;
  }
}
