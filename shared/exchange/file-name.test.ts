import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';
import { NOW } from './fixture.ts';

test.each([
  ['Urbane Mobilität', 'urbane-mobilitaet-2025-04-14.csv'],
  ['../../etc/passwd', 'etc-passwd-2025-04-14.csv'],
  ['CON', 'con-2025-04-14.csv'],
  ['A:B*C?"<>|\u0000', 'a-b-c-2025-04-14.csv'],
  ['Łódź & Plzeň', 'lodz-plzen-2025-04-14.csv'],
  ['移动', 'tafelrunde-2025-04-14.csv'],
  ['x'.repeat(120), `${'x'.repeat(60)}-2025-04-14.csv`],
])('[EX8] %j becomes %s', (title, name) => {
  expect(fileName(title, { now: NOW, extension: 'csv' })).toBe(name);
});
