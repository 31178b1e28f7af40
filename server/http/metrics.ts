import { monitorEventLoopDelay } from 'node:perf_hooks';

/** One number as Prometheus reads it. */
export interface Metric {
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
  readonly help: string;
  readonly value: number;
}

/** Prometheus text format 0.0.4. Written by hand: it is one line per number, and no other format is asked for. */
export const prometheusText = (metrics: readonly Metric[]): string =>
  metrics
    .map(
      ({ name, kind, help, value }) =>
        `# HELP tafelrunde_${name} ${help}\n# TYPE tafelrunde_${name} ${kind}\ntafelrunde_${name} ${value}\n`,
    )
    .join('');

const NANOSECONDS = 1e9;

/** Numbers of this process. Each reading of the event loop covers the time since the one before. */
export function watchProcess(): { read: () => readonly Metric[]; stop: () => void } {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const read = (): readonly Metric[] => {
    const [p50, p99] = [delay.percentile(50) / NANOSECONDS, delay.percentile(99) / NANOSECONDS];
    delay.reset();
    return [
      { name: 'event_loop_delay_p50_seconds', kind: 'gauge', help: 'Delay of the event loop, median', value: p50 },
      {
        name: 'event_loop_delay_p99_seconds',
        kind: 'gauge',
        help: 'Delay of the event loop, 99th percentile',
        value: p99,
      },
      ...memory(),
      { name: 'uptime_seconds', kind: 'gauge', help: 'Seconds since the process started', value: process.uptime() },
    ];
  };
  return { read, stop: () => delay.disable() };
}

function memory(): readonly Metric[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  return [
    { name: 'memory_resident_bytes', kind: 'gauge', help: 'Memory of the process', value: rss },
    { name: 'memory_heap_bytes', kind: 'gauge', help: 'JavaScript heap in use', value: heapUsed },
    { name: 'memory_external_bytes', kind: 'gauge', help: 'Memory of buffers outside the heap', value: external },
  ];
}
