/** What somebody was shown, or told is saved, of one idea. Texts and places of a writer only ever grow. */
export interface Promised {
  readonly text: string;
  /** How often the idea was moved; it lies at `[moves, 0]`. */
  readonly moves: number;
}

export type Wall = ReadonlyMap<string, Promised>;

/** The ideas of which something promised is missing. */
export function lost(promised: Wall, there: Wall): string[] {
  const missing = ([id, { text, moves }]: [string, Promised]) => {
    const idea = there.get(id);
    return !idea || !idea.text.startsWith(text) || idea.moves < moves;
  };
  return [...promised].filter(missing).map(([id]) => id);
}

/** Ideas that are there twice, under whatever ids, or have a word twice or none in its place. Each is written as `id k0 k1 …`. */
export function doubled(there: Wall): string[] {
  const words = [...there].map(([id, { text }]) => ({ id, words: text.split(' ') }));
  const first = words.map(({ words: [name] }) => name);
  return words
    .filter(({ words: [, ...keys] }, at) => first.indexOf(first[at]) !== at || keys.some((key, n) => key !== `k${n}`))
    .map(({ id }) => id);
}
