import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

type Place = Pick<Config, 'host' | 'port' | 'publicUrl'>;
type Interfaces = ReturnType<typeof networkInterfaces>;

/** What the operator reads when the server is up: where it is for whom, and where the data is. */
export function announcement(place: Place, file: string, interfaces: Interfaces = networkInterfaces()): string {
  const lines: [string, string][] = [
    ...(place.publicUrl === null ? [] : [['For everybody', place.publicUrl] satisfies [string, string]]),
    ...addresses(place, interfaces),
    ['Data file', file],
  ];
  return `\nTafelrunde is open.\n\n${lines.map(([what, where]) => `  ${what.padEnd(16)}${where}\n`).join('')}\n`;
}

function addresses({ host, port }: Place, interfaces: Interfaces): [string, string][] {
  const url = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  const isAny = host === '0.0.0.0' || host === '::';
  if (!isAny) return [['Address', url(host)]];
  const others = outside(interfaces).map((address): [string, string] => ['In this network', url(address)]);
  return [['On this machine', url('localhost')], ...others];
}

/** IPv4 first: those can be typed. IPv6 only where there is nothing else, and never addresses that end at the cable. */
function outside(interfaces: Interfaces): string[] {
  const all = Object.values(interfaces).flatMap((list) => list ?? []);
  const reachable = all.filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address));
  const v4 = reachable.filter(({ family }) => family === 'IPv4');
  return (v4.length > 0 ? v4 : reachable).map(({ address }) => address);
}
