import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AddressInfo } from 'node:net';
import { DATA_FILE } from './config.ts';
import { call } from './testing/call.ts';
import { sitDown } from './testing/person.ts';
import { startProgram, urlOf, type Program } from './testing/program.ts';
import { temporaryFolder } from './testing/table.ts';

const sentences = (program: Program) => program.said().trim().split('\n');

describe('the program', () => {
  test('[OP37] it says where it is and where the data is, and stops in time when told to', async () => {
    const dir = join(temporaryFolder(), 'made', 'when missing');
    const program = startProgram({ DATA_DIR: dir });
    const url = await urlOf(program);
    expect(program.said()).toContain(join(dir, DATA_FILE));
    const created = await call<{ board: { id: string }; moderator: { participantId: string; token: string } }>(
      url,
      '/api/boards',
      { method: 'POST', json: { title: 'A' } },
    );
    const person = await sitDown(url, { boardId: created.json.board.id, ...created.json.moderator });
    const told = new Promise((resolve) => person.live.on('restarting', resolve));
    const closed = new Promise<number>((resolve) =>
      person.provider.on('connection-close', (event) => resolve(event?.code ?? 0)),
    );
    program.child.kill('SIGTERM');
    await told;
    expect(await closed).toBe(1012);
    expect(await program.ended).toEqual([0, null]);
  });

  test('[OP22] settings that do not fit are all reported, and it ends with code 2', async () => {
    const program = startProgram({ PORT: 'x', LOG_LEVEL: 'loud' });
    expect(await program.ended).toEqual([2, null]);
    expect(sentences(program)).toHaveLength(3);
  });

  test('[OP38] a port in use is one clear sentence, and it ends with code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const program = startProgram({ PORT: String((other.address() as AddressInfo).port) });
    expect(await program.ended).toEqual([1, null]);
    expect(sentences(program)).toEqual([expect.stringContaining('is in use by another program')]);
  });

  test('[OP38] so is a damaged data file, which stays as it is', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, DATA_FILE), 'not a database, but long enough to be looked at. '.repeat(100));
    const program = startProgram({ DATA_DIR: dir });
    expect(await program.ended).toEqual([1, null]);
    expect(sentences(program)).toEqual([expect.stringContaining('is damaged or not one of ours')]);
  });

  test('[OP38] so is a data folder that cannot be made', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const program = startProgram({ DATA_DIR: join(file, 'data') });
    expect(await program.ended).toEqual([1, null]);
    expect(sentences(program)).toEqual([expect.stringContaining('cannot be written')]);
  });
});
