import { featuresOf } from './features.ts';

/**
 * Which texts say about the same, by the cosine of their features, each counting the more the fewer texts have it (tf-idf;
 * Salton and Buckley 1988). Everything happens here: no text goes anywhere, and one change costs a few milliseconds
 * among 3,000 ideas.
 */

/** A feature, and the texts that have it. */
type Holders = Map<Text, number>;

interface Text {
  readonly id: string;
  readonly words: string;
  readonly features: readonly (readonly [Holders, number])[];
  /** Its length as a vector, and after how many changes that was measured. */
  length: number;
  measured: number;
}

export interface Like {
  readonly id: string;
  /** From 0, nothing in common, to 1, the same words. */
  readonly score: number;
}

/** What more than this share of all texts have tells nothing; up to this many holders it always counts. */
const COMMON_SHARE = 0.12;
const RARE_UP_TO = 12;
/** Lengths are measured anew when more than this share of all texts has changed: until then they are right to a hair. */
const DRIFT = 0.05;

/** Knows texts by id and finds those that are like one of them. */
export class Likeness {
  readonly #texts = new Map<string, Text>();
  readonly #holders = new Map<string, Holders>();
  #changes = 0;

  ids(): Iterable<string> {
    return this.#texts.keys();
  }

  textOf(id: string): string | undefined {
    return this.#texts.get(id)?.words;
  }

  set(id: string, words: string): void {
    this.delete(id);
    const features = [...featuresOf(words)].map(([name, weight]) => [this.#holdersOf(name), weight] as const);
    const text: Text = { id, words, features, length: 0, measured: -Infinity };
    for (const [holders, weight] of features) holders.set(text, weight);
    this.#texts.set(id, text);
    this.#changes += 1;
  }

  delete(id: string): void {
    const text = this.#texts.get(id);
    if (!text) return;
    for (const [holders] of text.features) holders.delete(text);
    this.#texts.delete(id);
    this.#changes += 1;
  }

  /** The others that are at least as like it, the likest first. */
  likeTo(id: string, least: number): Like[] {
    const text = this.#texts.get(id);
    return text ? this.#ranked(text, least).filter((like) => like.id !== id) : [];
  }

  #ranked(text: Text, least: number): Like[] {
    const shared = new Map<Text, number>();
    for (const [holders, weight] of text.features) {
      const worth = this.#worth(holders);
      if (worth > 0) for (const [other, theirs] of holders) add(shared, other, weight * theirs * worth * worth);
    }
    const own = this.#length(text);
    return [...shared]
      .map(([other, product]) => ({ id: other.id, score: this.#score(product, own, other) }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  #score(product: number, own: number, other: Text): number {
    const lengths = own * this.#length(other);
    return lengths === 0 ? 0 : Math.min(1, product / lengths);
  }

  #length(text: Text): number {
    if (this.#changes - text.measured <= this.#texts.size * DRIFT) return text.length;
    let sum = 0;
    for (const [holders, weight] of text.features) sum += (weight * this.#worth(holders)) ** 2;
    text.length = Math.sqrt(sum);
    text.measured = this.#changes;
    return text.length;
  }

  /** What having a feature tells; nothing when many have it. */
  #worth(holders: Holders): number {
    const all = this.#texts.size;
    if (holders.size > Math.max(RARE_UP_TO, all * COMMON_SHARE)) return 0;
    return 1 + Math.log((1 + all) / (1 + holders.size));
  }

  #holdersOf(feature: string): Holders {
    const known = this.#holders.get(feature);
    if (known) return known;
    const fresh: Holders = new Map();
    this.#holders.set(feature, fresh);
    return fresh;
  }
}

const add = (sums: Map<Text, number>, text: Text, by: number): void => void sums.set(text, (sums.get(text) ?? 0) + by);
