import { m } from '#shared/messages/compiled/messages.js';
import type { Line, Measured, Verdict } from './judge.ts';
import { meaningOf, NAMES, STATES, VERDICTS } from './sentences.ts';

export interface Reported {
  readonly verdict: Verdict;
  readonly lines: readonly Line[];
  readonly screen: Measured['screen'];
}

/** Where and when it was measured. No table, no person: it is meant to be sent on. */
export interface Circumstances {
  /** Of the server, like `https://tafel.example`. */
  readonly origin: string;
  readonly browser: string;
  readonly at: Date;
}

/** Plain text for the people who look after the network. */
export function reportOf({ verdict, lines, screen }: Reported, { origin, browser, at }: Circumstances): string {
  const webSocket = origin.replace(/^http/, 'ws');
  return [
    `${m.check_title()}: ${VERDICTS[verdict].title()}`,
    `${origin} · ${at.toISOString()}`,
    browser,
    `${screen.width} × ${screen.height}`,
    '',
    ...lines.map((line) => `- ${NAMES[line.about]()}: ${shownState(line)}. ${meaningOf(line)}`),
    '',
    m.check_report_needs(),
    `- HTTP GET, POST: ${origin}`,
    `- WebSocket (Upgrade): ${webSocket}/sync/*, ${webSocket}/socket.io`,
    '',
  ].join('\n');
}

export const shownState = ({ state, ms }: Line): string =>
  ms === null ? STATES[state]() : `${STATES[state]()}, ${m.check_ms({ ms })}`;
