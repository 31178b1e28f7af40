import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { laidTable, temporaryFolder, type Table } from '../testing/table.ts';
import { pages } from './pages.ts';

const SCRIPT = 'export const words = "Tafelrunde ".repeat(3);\n'.repeat(50);

function tableWithPages(manifest: object = {}): Promise<Table> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'sw.js'), SCRIPT);
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

  test('[LO4] the answer to a page names every file that it will need besides those in the page itself', async () => {
    const table = await tableWithPages({
      'index.html': { file: 'assets/index-1.js', css: ['assets/index-1.css'] },
      'pages/Board.svelte': {
        file: 'assets/board-1.js',
        imports: ['index.html', '_table-1.js'],
        css: ['assets/board-1.css'],
        dynamicImports: ['pages/board/lead.ts'],
      },
      '_table-1.js': { file: 'assets/table-1.js', imports: ['pages/Board.svelte'] },
      'pages/board/lead.ts': { file: 'assets/lead-1.js' },
      'ui/words/de.ts': { file: 'assets/de-1.js' },
      'ui/words/en.ts': { file: 'assets/en-1.js' },
    });
    const links = async (path: string) =>
      (await table.call(path, { headers: { 'accept-language': 'en' } })).headers.get('link')?.split(', ');
    expect(await links('/board/abcdefghijkl')).toEqual([
      '</assets/board-1.js>; rel=modulepreload; crossorigin',
      '</assets/board-1.css>; rel=preload; as=style; crossorigin',
      '</assets/table-1.js>; rel=modulepreload; crossorigin',
      '</assets/en-1.js>; rel=modulepreload; crossorigin',
    ]);
    expect(await links('/join')).toEqual(['</assets/en-1.js>; rel=modulepreload; crossorigin']);
  });

  test('[OF9] the service worker is asked for anew each time', async () => {
    const table = await tableWithPages();
    const { headers } = await table.call('/sw.js');
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual([
      'no-cache',
      'text/javascript; charset=utf-8',
    ]);
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
