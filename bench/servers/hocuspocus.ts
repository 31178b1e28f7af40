import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { serveBench } from './harness.ts';

/** Hocuspocus with its SQLite extension, everything else as it comes: nothing checked, on disk some seconds later. */
const folder = await mkdtemp(join(tmpdir(), 'hocuspocus-bench-'));
const database = join(folder, 'hocuspocus.sqlite');

const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, extensions: [new SQLite({ database })] });
await server.listen();

serveBench({
  port: server.address.port,
  stop: async () => {
    await server.destroy();
    await rm(folder, { recursive: true });
  },
});
