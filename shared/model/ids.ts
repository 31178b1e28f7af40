/** Ids are 12 or more URL-safe random characters (72 bits and up). */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

export const ID_LENGTH = 16;
const ID = /^[A-Za-z0-9_-]{12,64}$/;

/** Fills and returns the given bytes with cryptographic randomness; handed in because `shared` has none of its own. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** A new random id of 16 characters (96 bits). */
export function newId(fillRandom: FillRandom): string {
  let id = '';
  for (const byte of fillRandom(new Uint8Array(ID_LENGTH))) id += ALPHABET.charAt(byte & 63);
  return id;
}
