import { parentPort, workerData } from 'node:worker_threads';
import type { ProtocolSource } from './protocol/press.ts';
import { boardToPdf } from './protocol/protocol.ts';

/** The thread in which one protocol is printed. */
const port = parentPort;
if (!port) throw new Error('print-worker.ts runs as a worker thread only');

const pdf = new Uint8Array(await boardToPdf(workerData as ProtocolSource));
port.postMessage(pdf, [pdf.buffer]);
