import { expect, test } from 'vitest';
import { wayOf } from './way.ts';

const ORIGIN = 'https://tafel.example';
const asked = (path: string, mode: RequestMode = 'cors', method = 'GET') =>
  wayOf({ url: new URL(path, ORIGIN).href, mode, method }, ORIGIN);

test.each(['/', '/join', '/check', '/board/abcdefghijkl', '/screen/abcdefghijkl?locale=en'])(
  '[OF2] opening %s shows the page, with a network or without',
  (path) => {
    expect(asked(path, 'navigate')).toBe('page');
  },
);

test('[OF2] files of the client come from what is kept', () => {
  expect(asked('/assets/index-abc.js')).toBe('file');
});

test.each(['/api/boards', '/api/boards/x/export.csv', '/sync/x', '/socket.io/?EIO=4', '/healthz', '/sw.js', '/'])(
  '[OF3] what asks for %s goes its way to the server',
  (path) => {
    expect(asked(path)).toBe('network');
  },
);

test('[OF3] opening what is no page goes to the server, and so does everything that is not only read', () => {
  expect(asked('/api/boards/x/export.csv', 'navigate')).toBe('network');
  expect(asked('/healthz', 'navigate')).toBe('network');
  expect(asked('/assets/index-abc.js', 'cors', 'POST')).toBe('network');
});

test('[OF3] other servers are none of its business', () => {
  const url = 'https://elsewhere.example/assets/index-abc.js';
  expect(wayOf({ url, mode: 'cors', method: 'GET' }, ORIGIN)).toBe('network');
});
