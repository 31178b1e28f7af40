/** One frame for many: the bytes that go over a WebSocket are made once, and shared by everybody who gets them. */
export class Broadcast {
  readonly payload: Uint8Array;
  #framed: Buffer | null = null;
  #base64: string | null = null;

  constructor(payload: Uint8Array) {
    this.payload = payload;
  }

  /** The payload as one unmasked, final, binary WebSocket frame (RFC 6455, 5.2). */
  get framed(): Buffer {
    return (this.#framed ??= framed(this.payload));
  }

  /** The payload as it travels over the connection to the room. */
  get base64(): string {
    return (this.#base64 ??= Buffer.from(this.payload).toString('base64'));
  }
}

const FINAL_BINARY = 0x82;
/** Payload lengths from 126 on are written in 2 bytes, from 65,536 on in 8. */
const SHORT_MAX = 125;
const MEDIUM_MAX = 0xffff;

function framed(payload: Uint8Array): Buffer {
  const { length } = payload;
  const header = length <= SHORT_MAX ? 2 : length <= MEDIUM_MAX ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = FINAL_BINARY;
  if (header === 2) frame[1] = length;
  else if (header === 4) frame.writeUInt16BE(length, 2);
  else frame.writeBigUInt64BE(BigInt(length), 2);
  if (header > 2) frame[1] = header === 4 ? 126 : 127;
  frame.set(payload, header);
  return frame;
}
