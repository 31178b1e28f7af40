import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { fromLists, toLists } from '#shared/document/plain.ts';
import type { VersionContent } from '#shared/model/version.ts';
import { StoreFault } from '../store/fault.ts';

/** A version as it lies in the store: JSON, deflated off the event loop. The same board always gives the same bytes. */
export const packed = ({ board, back }: VersionContent): Promise<Uint8Array> =>
  promisify(deflate)(JSON.stringify({ board: toLists(board), back: toLists(back) }));

export async function unpacked(bytes: Uint8Array): Promise<VersionContent> {
  try {
    const { board, back } = JSON.parse(String(await promisify(inflate)(bytes))) as Record<'board' | 'back', Lists>;
    return { board: fromLists(board), back: fromLists(back) };
  } catch (fault) {
    throw new StoreFault('corrupt', `a version does not unpack: ${String(fault)}`);
  }
}

type Lists = Parameters<typeof fromLists>[0];
