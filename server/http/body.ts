import type { Request, Response } from 'express';
import * as v from 'valibot';
import { BODY_BYTES_MAX } from '#shared/model/limits.ts';
import { refuse, type Fault, type Refusal } from '../board/refusal.ts';

/** Reads up to `most` bytes of a body. What says beforehand that it is longer is not read at all. */
export async function readBytes(request: Request, response: Response, most: number): Promise<Buffer | Refusal> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return refuse('not-this-format');
  if (Number(request.headers['content-length']) > most) return refuse('body-too-large');
  if (request.headers.expect !== undefined) response.writeContinue();
  return gather(request, most);
}

/** Not `for await`: leaving that loop early would destroy the connection before the answer. */
function gather(request: Request, most: number): Promise<Buffer | Refusal> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (result: Buffer | Refusal) => {
      request.off('data', take).off('end', whole).off('close', cut).off('error', cut);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return chunks.push(chunk);
      request.pause();
      return done(refuse('body-too-large'));
    };
    const whole = () => done(Buffer.concat(chunks));
    const cut = () => done(refuse('bad-request'));
    request.on('data', take).on('end', whole).on('close', cut).on('error', cut);
  });
}

/** Reads a JSON body of a known shape; what does not fit is told field by field. */
export async function readJson<S extends v.GenericSchema>(
  request: Request,
  response: Response,
  shape: S,
): Promise<v.InferOutput<S> | Refusal> {
  if (!request.is('application/json')) return refuse('not-this-format');
  const bytes = await readBytes(request, response, BODY_BYTES_MAX);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const json = parseJson(bytes);
  if (json === undefined) return refuse('malformed-json');
  const read = v.safeParse(shape, json);
  return read.success ? read.output : refuse('invalid-field', { faults: read.issues.slice(0, FAULTS_MAX).map(fault) });
}

/** Faults told at once: more would not help anybody, and a made-up body could have thousands. */
const FAULTS_MAX = 20;

/** The value in the bytes, undefined when they are not JSON in UTF-8. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function fault(issue: v.GenericIssue): Fault {
  const field = v.getDotPath(issue) ?? '';
  return { field, key: field !== '' && issue.input === undefined ? 'missing' : issue.message };
}
