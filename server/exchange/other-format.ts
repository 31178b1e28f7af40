/** First bytes of files that people may take for a table. */
const SIGNATURES = [
  { is: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  { is: 'office', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { is: 'office', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
] as const;

/** 'office': Excel, Word and the like, old or new, or another ZIP. */
export const otherFormat = (bytes: Uint8Array): 'pdf' | 'office' | null =>
  SIGNATURES.find((signature) => signature.bytes.every((byte, i) => bytes[i] === byte))?.is ?? null;
