import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { temporaryFolder } from './table.ts';

const MAIN = join(import.meta.dirname, '../main.ts');

export interface Program {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<[code: number | null, signal: string | null]>;
}

/** The server as a process of its own. */
export function startProgram(env: Record<string, string>): Program {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', DATA_DIR: temporaryFolder(), ...env },
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = once(child, 'exit') as Program['ended'];
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, said: () => said, ended };
}

/** Where it is, once people can come. */
export async function urlOf(program: Program): Promise<string> {
  await expect.poll(() => program.said(), { timeout: 20_000 }).toContain('Data file');
  return /http:\S+/.exec(program.said())?.[0] ?? '';
}
