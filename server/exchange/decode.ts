/** Bytes of a file as text, whatever program saved it. */

const BOMS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text with line ends as `\n` and without a byte order mark; null for what is no text. What is not valid UTF-8 is
 * taken for Windows-1252, in which German Excel saves its CSV.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = BOMS.find((bom) => bom.bytes.every((byte, i) => bytes[i] === byte));
  const text = marked ? new TextDecoder(marked.encoding).decode(bytes) : unmarked(bytes);
  return text.includes('\0') ? null : text.replace(/\r\n?/g, '\n');
}

function unmarked(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
