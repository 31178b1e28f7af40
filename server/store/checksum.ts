import { crc32 } from 'node:zlib';
import { StoreFault } from './fault.ts';

/**
 * SQLite notices damage to the structure of its pages, but not a flipped bit in what they hold: text of a board would come
 * back changed and nobody would know. So every update and every snapshot lies there with its CRC-32.
 */
export const checksumOf = (bytes: Uint8Array): number => crc32(bytes);

/** The bytes, if they are what was written. Rows from before there were checksums have null. */
export function verified(bytes: Uint8Array, checksum: number | null, what: string): Uint8Array {
  if (checksum !== null && checksum !== checksumOf(bytes)) {
    throw new StoreFault('corrupt', `${what} is not what was written`);
  }
  return bytes;
}
