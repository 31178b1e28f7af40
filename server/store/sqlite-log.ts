import { existsSync, readFileSync } from 'node:fs';

/**
 * Looks through the log that a server left behind (https://sqlite.org/fileformat2.html#the_write_ahead_log), because SQLite
 * itself says nothing: it reads up to the first frame that does not add up and forgets all that follows, confirmed or not.
 *
 * - 'whole': nothing is passed over that anybody was told is saved.
 * - 'cut': the last transaction does not add up. A power cut in the middle of writing does that, and then it was confirmed
 *   to nobody; so would a disk that lost it.
 * - 'damaged': frames follow the transaction that does not add up. Each is forced to disk before the next begins, so it was
 *   whole once, and confirmed.
 */
export type LogFinding = 'whole' | 'cut' | 'damaged';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit tells in which order the words of checksums are read. */
const MAGIC = 0x377f0682;

export function inspectLog(file: string): LogFinding {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (bytes.length <= HEADER_BYTES) return 'whole';
  const log = new Log(bytes);
  return log.hasHeader ? log.find() : 'damaged';
}

type Sum = readonly [number, number];

class Log {
  readonly #bytes: Buffer;
  readonly #frameBytes: number;
  readonly #salt: Buffer;
  readonly hasHeader: boolean;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#frameBytes = FRAME_HEADER_BYTES + bytes.readUInt32BE(8);
    this.#salt = bytes.subarray(16, 24);
    this.hasHeader = bytes.readUInt32BE(0) >>> 1 === MAGIC >>> 1 && this.#isSum(24, this.#sum([0, 0], 0, 24));
  }

  find(): LogFinding {
    const left: number[] = [];
    for (let at = this.#validEnd(); at + FRAME_HEADER_BYTES <= this.#bytes.length; at += this.#frameBytes) {
      if (this.#isCurrent(at)) left.push(at);
    }
    const commit = left.findIndex((at) => this.#bytes.readUInt32BE(at + 4) !== 0);
    if (commit === -1) return 'whole';
    return commit === left.length - 1 ? 'cut' : 'damaged';
  }

  /** Where the first frame begins that does not add up. Each sum goes on from the one before. */
  #validEnd(): number {
    let sum: Sum = [this.#bytes.readUInt32BE(24), this.#bytes.readUInt32BE(28)];
    for (let at = HEADER_BYTES; ; at += this.#frameBytes) {
      if (at + this.#frameBytes > this.#bytes.length || !this.#isCurrent(at)) return at;
      sum = this.#sum(this.#sum(sum, at, 8), at + FRAME_HEADER_BYTES, this.#frameBytes - FRAME_HEADER_BYTES);
      if (!this.#isSum(at + 16, sum)) return at;
    }
  }

  /** Frames of earlier rounds through the same file have another salt. */
  #isCurrent(at: number): boolean {
    return this.#bytes.subarray(at + 8, at + 16).equals(this.#salt);
  }

  #isSum(at: number, [first, second]: Sum): boolean {
    return this.#bytes.readUInt32BE(at) === first && this.#bytes.readUInt32BE(at + 4) === second;
  }

  #sum([first, second]: Sum, from: number, length: number): Sum {
    const isBig = (this.#bytes.readUInt32BE(0) & 1) === 1;
    const word = (at: number) => (isBig ? this.#bytes.readUInt32BE(at) : this.#bytes.readUInt32LE(at));
    for (let at = from; at < from + length; at += 8) {
      first = (first + word(at) + second) >>> 0;
      second = (second + word(at + 4) + first) >>> 0;
    }
    return [first, second];
  }
}
