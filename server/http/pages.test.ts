import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { laidTable, temporaryFolder, type Table } from '../testing/table.ts';
import { pages } from './pages.ts';

const SCRIPT = 'export const words = "Tafelrunde ".repeat(3);\n'.repeat(50);

function tableWithPages(): Promise<Table> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Tafelrunde</title>');
  writeFileSync(join(folder, 'assets', 'main-1234.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'type-1234.woff2'), 'wOF2');
  return laidTable({ client: pages(folder) });
}

/** The headers as they travel; `fetch` hides how a body was packed. */
const headersOf = (url: string) =>
  new Promise<Record<string, unknown>>((resolve) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => resolve(response.resume().headers));
  });

describe('the pages', () => {
  test('[OP33] every page of the client is the same file, asked for anew each time', async () => {
    const table = await tableWithPages();
    for (const path of ['/', '/join', '/check', '/board/abcdefghijkl', '/screen/abcdefghijkl']) {
      const { status, text, headers } = await table.call(path);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(text).toContain('<title>Tafelrunde');
    }
  });

  test('[OP34] files named after their content may be kept for ever, and travel packed', async () => {
    const table = await tableWithPages();
    const script = await table.call('/assets/main-1234.js');
    expect(script.text).toBe(SCRIPT);
    expect(await headersOf(`${table.url}/assets/main-1234.js`)).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(await headersOf(`${table.url}/assets/type-1234.woff2`)).not.toHaveProperty('content-encoding');
    const plain = await table.call('/assets/main-1234.js', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.text).toBe(SCRIPT);
  });

  test('what is not there is not there', async () => {
    const table = await tableWithPages();
    for (const path of [
      '/assets/gone-1.js',
      '/assets/..%2f..%2fpackage.json',
      '/assets/../../package.json',
      '/board/a/b',
    ]) {
      expect((await table.call(path)).status).toBe(404);
    }
  });

  test('[OP35] pages may load nothing from third parties and be framed by nobody', async () => {
    const table = await tableWithPages();
    const { headers } = await table.call('/');
    const host = new URL(table.url).host;
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
