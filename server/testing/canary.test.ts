import { expect, test } from 'vitest';
import { canariesIn, canary } from './canary.ts';

const [stroke = ''] = canary(5);
const bytes = Buffer.from(`a${stroke}b`);
const swapped = Buffer.from(stroke, 'utf16le').swap16();
const escaped = [...stroke.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16)}`).join('');
const entity = (radix: 'x' | '') =>
  [...stroke].map((it) => `&#${radix}${it.codePointAt(0)?.toString(radix ? 16 : 10)};`);

test.each([
  ['UTF-8', bytes],
  ['UTF-16', Buffer.from(stroke, 'utf16le')],
  ['UTF-16, swapped', swapped],
  ['JSON', Buffer.from(escaped)],
  ['an address', Buffer.from(encodeURIComponent(stroke))],
  ['HTML', Buffer.from(entity('x').join(''))],
  ['HTML, decimal', Buffer.from(entity('').join(''))],
  ['base64', Buffer.from(`b${bytes.toString('base64')}`)],
  ['base64 at any place', Buffer.from(`"${Buffer.concat([Buffer.from('xy'), bytes]).toString('base64url')}"`)],
])('[SC1] one keystroke is found in %s', (_, written) => {
  expect([...canariesIn(Buffer.concat([Buffer.from('{"t":1}'), written]))]).toEqual([5]);
});

test('[SC1] what nobody wrote, and two different letters, is not found', () => {
  expect(canariesIn(Buffer.from('Lastenräder für alle, {"id":"8JKAgPCSgIE"}')).size).toBe(0);
});
