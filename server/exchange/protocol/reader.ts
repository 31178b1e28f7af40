import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Reads a protocol back, as a viewer would: for tests. */

export interface PrintedText {
  readonly text: string;
  readonly page: number;
  /** Points from the lower left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface ReadBack {
  readonly pages: number;
  readonly texts: readonly PrintedText[];
  readonly attachments: readonly { readonly filename: string; readonly content: Uint8Array }[];
  readonly lang: unknown;
  readonly title: unknown;
  /** Types and words of the structure, page by page. */
  readonly structure: string;
}

export async function readBack(pdf: Uint8Array): Promise<ReadBack> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const file = await task.promise;
  try {
    const pages = await Promise.all(Array.from({ length: file.numPages }, (_, i) => readPage(file, i + 1)));
    const { info } = await file.getMetadata();
    const attachments = await readAttachments(file);
    return {
      pages: file.numPages,
      texts: pages.flatMap(({ texts }) => texts),
      attachments,
      lang: (info as { Language?: unknown }).Language,
      title: (info as { Title?: unknown }).Title,
      structure: pages.map(({ structure }) => structure).join('\n'),
    };
  } finally {
    await task.destroy();
  }
}

type File = Awaited<ReturnType<typeof getDocument>['promise']>;

async function readAttachments(file: File): Promise<ReadBack['attachments']> {
  const all = [...((await file.getAttachments()) ?? [])];
  return Promise.all(
    all.map(async ([id, { filename }]) => ({ filename, content: bytesOf(await file.getAttachmentContent(id)) })),
  );
}

const bytesOf = (content: unknown): Uint8Array => new Uint8Array(content as Uint8Array);

async function readPage(file: File, number: number) {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item): PrintedText[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , height = 0, x = 0, y = 0] = item.transform as number[];
    return [{ text: item.str, page: number, x, y, width: item.width, size: Math.abs(height) }];
  });
  return { texts, structure: JSON.stringify(await page.getStructTree()) };
}

/**
 * Without spaces, and without what only tints a picture: the letters themselves in their order. But lam and alef are one
 * glyph, whose two letters readers turn around together with the line.
 */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}\u{1F3FB}-\u{1F3FF}\u2640]/gu, '')
    .replaceAll('\u0623\u0644', '\u0644\u0623');

/** What is written on the pages, unpacked. */
export function contentsOf(pdf: Buffer): string {
  const streams = pdf.toString('latin1').matchAll(/\/FlateDecode\n>>\nstream\n([^]*?)\nendstream/g);
  return [...streams]
    .map(([, packed = '']) => inflateSync(Buffer.from(packed, 'latin1')).toString('latin1'))
    .join('\n');
}
