/** A text without its accents, in the two ways in which people write umlauts without them: `muhle` and `muehle`. */
export interface Folded {
  readonly bare: string;
  readonly spelt: string;
}

const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const stripped = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

export function folded(text: string): Folded {
  const lower = text.toLowerCase().normalize('NFC');
  return {
    bare: stripped(lower.replaceAll('ß', 'ss')),
    spelt: stripped(lower.replaceAll(/[äöüß]/g, (letter) => SPELT[letter] ?? letter)),
  };
}

export const wordsOf = (text: string): Folded[] => text.split(/\s+/u).filter(Boolean).map(folded);

/** Whether all words are in the text, anywhere in it, however both spell umlauts and accents. */
export const contains = (text: Folded, words: readonly Folded[]): boolean =>
  words.every(({ bare, spelt }) => text.bare.includes(bare) || text.spelt.includes(spelt));
