import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a V8 CPU profile that tell self time. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 25;

/** Where the threads of the profiled servers spent their time: the functions with the most self time of each profile. */
export function hottest(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  return files
    .map((name) => profileReport(name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile))
    .join('\n\n');
}

function profileReport(name: string, profile: Profile): string {
  const places = new Map(profile.nodes.map((node) => [node.id, placeOf(node.callFrame)]));
  const selfTime = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of profile.samples.entries()) {
    const place = places.get(id) ?? '(unknown)';
    if (place.startsWith('(idle)')) continue;
    const ms = (profile.timeDeltas[index] ?? 0) / 1_000;
    selfTime.set(place, (selfTime.get(place) ?? 0) + ms);
    busy += ms;
  }
  const top = [...selfTime].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  const lines = top.map(
    ([place, ms]) => `${((ms / busy) * 100).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(6)} ms  ${place}`,
  );
  return [`${name}: busy ${busy.toFixed(0)} ms`, ...lines].join('\n');
}

const placeOf = ({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string =>
  `${functionName || '(anonymous)'} ${url.replace(/^.*\/(node_modules\/|(?=server\/|shared\/|bench\/))/, '')}:${lineNumber + 1}`;
