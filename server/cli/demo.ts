import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.ts';
import { keepAlive } from './alive.ts';
import { layDemoTable } from './demo-table.ts';

/**
 * `npm run demo`: the server with a table that is already laid, in a folder of its own that is thrown away at the end.
 * `npm run demo -- --still` without the guests who move.
 */

/** Guests who stay and do something; the others were here. */
const STAYING = ['Tobias Seidel', 'Lena Morgenstern', 'Sabine Böhme'];

const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-demo-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env['DATA_DIR'] = folder;
// Each of thirteen y-websocket clients wants to hear of the end of the process.
process.setMaxListeners(32);

const { host, port, createKey } = await run();
const { links, guests } = await layDemoTable(addressOf(host, port), createKey ?? undefined);
const staying = STAYING.flatMap((name) => guests.get(name) ?? []);
for (const guest of guests.values()) if (!staying.includes(guest)) guest.leave();
if (!process.argv.includes('--still')) keepAlive(staying);

process.stdout.write(`A table is laid. Open one of these:

  Moderator   ${links.moderate}
  Guest       ${links.join}
  Screen      ${links.screen}

It is cleared away when you stop the demo with Ctrl+C.
`);

/** Where this process reaches its own server. */
function addressOf(host: string, port: number): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const name = isAny ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
