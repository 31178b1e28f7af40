import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { walls } from '../../eslint.walls.js';

const linter = new Linter({ configType: 'flat' });

function stopped(filename: string, from: string): boolean {
  const found = linter.verify(`import '${from}';`, walls, { filename });
  expect(found.filter(({ ruleId }) => ruleId !== 'no-restricted-imports')).toEqual([]);
  return found.length > 0;
}

test.each([
  ['shared/model/board.ts', '../rules/may.ts'],
  ['shared/model/board.ts', 'node:fs'],
  ['shared/model/board.ts', 'fs'],
  ['shared/model/board.ts', 'yjs'],
  ['shared/rules/may.ts', '../document/read.ts'],
  ['shared/wire/http.ts', '../layout/wrap.ts'],
  ['shared/document/read.ts', '../rules/may.ts'],
  ['shared/exchange/csv.ts', '../document/read.ts'],
  ['shared/exchange/csv.ts', 'csv-parse/sync'],
  ['shared/exchange/csv.ts', '../../server/log.ts'],
  ['shared/layout/wrap.ts', '../../client/wall/wheel.ts'],
  ['shared/model/board.ts', '#shared/model/ids.ts'],
  ['shared/model/board.test.ts', '../../server/log.ts'],
  ['server/http/api.ts', '../../client/session/route.ts'],
  ['server/http/api.ts', 'svelte'],
  ['client/session/route.ts', '../../server/config.ts'],
  ['client/session/route.test.ts', '../../server/config.ts'],
  ['client/wall/Card.svelte', 'yjs'],
  ['client/wall/typing.svelte.ts', '#shared/document/write.ts'],
  ['client/session/route.ts', 'node:fs'],
  ['client/session/route.ts', 'path'],
  ['client/session/route.ts', 'ws'],
  ['client/session/route.ts', '#shared/model/code-words.ts'],
])('%s may not import %s', (file, from) => {
  expect(stopped(file, from)).toBe(true);
});

test.each([
  ['shared/model/board.ts', './ids.ts'],
  ['shared/rules/may.ts', '../model/board.ts'],
  ['shared/wire/http.ts', 'valibot'],
  ['shared/document/read.ts', 'yjs'],
  ['shared/document/read.ts', '../model/board.ts'],
  ['shared/exchange/csv.ts', '../messages/compiled/messages.js'],
  ['shared/layout/wrap.test.ts', 'node:fs'],
  ['server/http/api.ts', '#shared/wire/http.ts'],
  ['server/http/api.ts', 'express'],
  ['server/sync/gate.test.ts', 'socket.io-client'],
  ['client/session/route.ts', '#shared/model/ids.ts'],
  ['client/session/route.ts', 'socket.io-client'],
  ['client/board/deeds.ts', 'yjs'],
  ['client/board/deeds.ts', '#shared/document/write.ts'],
])('%s may import %s', (file, from) => {
  expect(stopped(file, from)).toBe(false);
});
