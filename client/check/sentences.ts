import { m } from '#shared/messages/compiled/messages.js';
import { PROJECTION, type About, type Line, type State, type Verdict } from './judge.ts';

type Sentence = () => string;

export const NAMES: Readonly<Record<About, Sentence>> = {
  http: m.check_http,
  websocket: m.check_websocket,
  polling: m.check_polling,
  keeps: m.check_keeps,
  current: m.check_current,
  screen: m.check_screen,
};

export const STATES: Readonly<Record<State, Sentence>> = {
  checking: m.check_state_checking,
  good: m.check_state_good,
  slow: m.check_state_slow,
  limited: m.check_state_limited,
  unreachable: m.check_state_unreachable,
};

export const VERDICTS: Readonly<Record<Verdict, { readonly title: Sentence; readonly about: Sentence }>> = {
  checking: { title: m.check_verdict_checking, about: m.check_verdict_checking_about },
  good: { title: m.check_verdict_good, about: m.check_verdict_good_about },
  works: { title: m.check_verdict_works, about: m.check_verdict_works_about },
  fails: { title: m.check_verdict_fails, about: m.check_verdict_fails_about },
};

/** What a line means for the evening, and what to do about it. */
const MEANINGS: Readonly<Record<About, Partial<Record<State, Sentence>>>> = {
  http: { good: m.check_http_good, slow: m.check_slow, unreachable: m.check_http_unreachable },
  websocket: {
    good: m.check_websocket_good,
    slow: m.check_slow,
    limited: m.check_websocket_limited,
    unreachable: m.check_websocket_unreachable,
  },
  polling: { good: m.check_polling_good, slow: m.check_slow, unreachable: m.check_polling_unreachable },
  keeps: { good: m.check_keeps_good, limited: m.check_keeps_limited },
  current: {
    good: m.check_current_good,
    limited: m.check_current_limited,
    unreachable: m.check_current_unreachable,
  },
  screen: { good: m.check_screen_good, limited: () => m.check_screen_limited(PROJECTION) },
};

export const meaningOf = ({ about, state }: Line): string => MEANINGS[about][state]?.() ?? '';
