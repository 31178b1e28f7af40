import { readFileSync } from 'node:fs';

/** The parts of a V8 CPU profile that tell where the time went. */
interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

const SHOWN = 30;
const NO_WORK = '(idle)';

/** The functions with the most time of their own, and those with the most including what they called. */
export function hottest(file: string): string {
  const { own, total, busy } = timesOf(JSON.parse(readFileSync(file, 'utf8')) as Profile);
  const list = (times: ReadonlyMap<string, number>): string =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN)
      .map(
        ([place, ms]) => `${((ms / busy) * 100).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(6)} ms  ${place}`,
      )
      .join('\n');
  return `${file}: busy ${busy.toFixed(0)} ms\nown time\n${list(own)}\nwith what they called\n${list(total)}`;
}

interface Times {
  readonly own: Map<string, number>;
  readonly total: Map<string, number>;
  readonly busy: number;
}

function timesOf(profile: Profile): Times {
  const stacks = stacksOf(profile);
  const times = { own: new Map<string, number>(), total: new Map<string, number>(), busy: 0 };
  for (const [index, id] of profile.samples.entries()) {
    const [place = NO_WORK, ...callers] = stacks.get(id) ?? [];
    if (place.startsWith(NO_WORK)) continue;
    const ms = (profile.timeDeltas[index] ?? 0) / 1_000;
    times.busy += ms;
    add(times.own, place, ms);
    for (const each of new Set([place, ...callers])) add(times.total, each, ms);
  }
  return times;
}

const add = (times: Map<string, number>, place: string, ms: number): void =>
  void times.set(place, (times.get(place) ?? 0) + ms);

/** For every node the places on its stack, its own first. */
function stacksOf({ nodes }: Profile): Map<number, string[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stacks = new Map<number, string[]>();
  const visit = (node: ProfileNode, callers: string[]): void => {
    const stack = [placeOf(node), ...callers];
    stacks.set(node.id, stack);
    for (const child of node.children ?? []) visit(byId.get(child) as ProfileNode, stack);
  };
  if (nodes[0]) visit(nodes[0], []);
  return stacks;
}

const placeOf = ({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string =>
  `${functionName || '(anonymous)'} ${url.replace(/^.*\/(?:node_modules\/|(?=(?:server|shared|bench)\/))/, '')}:${lineNumber + 1}`;
