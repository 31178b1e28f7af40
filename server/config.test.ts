import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('the settings', () => {
  test('[OP21] without any setting the server runs as it should for one machine', () => {
    expect(readConfig({})).toEqual({
      is: 'config',
      config: {
        port: 4870,
        host: '0.0.0.0',
        dataDir: './data',
        publicUrl: null,
        createKey: null,
        trustProxy: 0,
        logLevel: 'info',
      },
    });
  });

  test('[OP22] every fault is reported in one go', () => {
    const read = readConfig({
      PORT: '70000',
      PUBLIC_URL: 'https://a.example/path',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
    });
    expect(read.is === 'faulty' && read.faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'LOG_LEVEL',
    ]);
  });

  test('an empty value counts as none, and spaces around a value do not count', () => {
    const read = readConfig({ CREATE_KEY: ' ', PORT: ' 80 ', PUBLIC_URL: 'https://tafel.example.org/' });
    expect(read).toMatchObject({ config: { createKey: null, port: 80, publicUrl: 'https://tafel.example.org' } });
  });

  test('[OP23] a fault in the key does not show the key', () => {
    const read = readConfig({ CREATE_KEY: 'geheim nis' });
    expect(read.is).toBe('faulty');
    expect(JSON.stringify(read)).not.toContain('geheim');
  });
});
