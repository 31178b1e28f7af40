import type { Writer } from '#shared/rules/permissions.ts';
import type { Broadcast } from './broadcast.ts';
import type { Refusal } from './gate.ts';
import type { StateVector } from './replica.ts';

/** Update-carrying frames are counted per connection, from 1. */
export interface UpdateFrame {
  readonly count: number;
  readonly update: Uint8Array;
  readonly isStep2: boolean;
}

/** What has just come onto the disk, and how far the document was right before it. */
export interface News {
  readonly frame: Broadcast;
  readonly before: StateVector;
}

/** Somebody who is connected to a document. */
export interface Member extends Writer {
  /** Asked right before a frame is judged: false passes over it. */
  wants(frame: UpdateFrame): boolean;
  refused(frame: UpdateFrame, reason: Refusal): void;
  /** The frame is part of the document; it is saved when this sequence number is on disk. */
  taken(frame: UpdateFrame, seq: number): void;
  /** Everything up to this sequence number is on disk; others' edits go along, to those who were told the state before. */
  committed(seq: number, news: News | null): void;
  /** Sends frames in one go; false when they were not sent. */
  send(...frames: Broadcast[]): boolean;
  close(code: 'later' | 'restart' | 'reseated' | 'noBoard' | 'noSeat' | 'tooMuch'): void;
}

/** A frame that was not judged yet. */
export interface Received {
  readonly member: Member;
  readonly frame: UpdateFrame;
}
