import { expect, test } from 'vitest';
import { announcement } from './announce.ts';

const address = (ip: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address: ip, family, internal, netmask: '', mac: '', cidr: null }) as never;

const INTERFACES = {
  lo: [address('127.0.0.1', 'IPv4', true)],
  wlan0: [address('192.168.1.5', 'IPv4'), address('fe80::1', 'IPv6'), address('2001:db8::5', 'IPv6')],
};

test('[OP37] the addresses for this machine and for others in the network are told', () => {
  const text = announcement({ host: '0.0.0.0', port: 4870, publicUrl: null }, '/data/t.sqlite', INTERFACES);
  expect(text.match(/http\S+/g)).toEqual(['http://localhost:4870', 'http://192.168.1.5:4870']);
  expect(text).toContain('/data/t.sqlite');
});

test('a server for one address only tells that one', () => {
  const text = announcement({ host: '::1', port: 80, publicUrl: 'https://t.example' }, 'f', INTERFACES);
  expect(text.match(/http\S+/g)).toEqual(['https://t.example', 'http://[::1]:80']);
});
