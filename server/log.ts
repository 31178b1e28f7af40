import { LOG_LEVELS, type LogLevel } from './config.ts';

export type Details = Readonly<Record<string, unknown>>;

/** Lines for the operator, in English. Never hand in tokens, codes or what people wrote. */
export interface Log {
  debug(message: string, details?: Details): void;
  info(message: string, details?: Details): void;
  warn(message: string, details?: Details): void;
  error(message: string, details?: Details): void;
}

type Say = (line: string) => void;

/** A log that says what is at least as weighty as `level`, one line per event. */
export function createLog(level: LogLevel, say: Say = (line) => process.stderr.write(line)): Log {
  const at = (own: LogLevel) => (message: string, details?: Details) => {
    if (LOG_LEVELS.indexOf(own) < LOG_LEVELS.indexOf(level)) return;
    say(`${new Date().toISOString()} ${own.padEnd(5)} ${message}${details ? ` ${inOneLine(details)}` : ''}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const inOneLine = (details: Details): string =>
  JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? (value.stack ?? value.message) : value));
