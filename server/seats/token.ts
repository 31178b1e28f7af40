import { createHash } from 'node:crypto';
import type { FillRandom } from '#shared/model/ids.ts';

/** Bytes of a bearer token: 192 bits, so that guessing one is hopeless even among many. */
const TOKEN_BYTES = 24;
const TOKEN = /^[A-Za-z0-9_-]{22,128}$/;

/** A new bearer token, base64url: fits into a header, a WebSocket subprotocol and behind the `#` of a link. */
export const newToken = (fillRandom: FillRandom): string =>
  Buffer.from(fillRandom(new Uint8Array(TOKEN_BYTES))).toString('base64url');

/** True for what could be a token at all; anything else need not be looked up. */
export const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

/**
 * What is stored of a token. A plain hash is enough, and cheap: the token has 192 random bits, so there is nothing
 * that a salt or a slow hash would protect.
 */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The token of an `Authorization: Bearer` header, or null. */
export function bearerToken(header: string | undefined): string | null {
  const match = /^Bearer +(\S+) *$/i.exec(header ?? '');
  return match?.[1] ?? null;
}
