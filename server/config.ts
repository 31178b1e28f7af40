import * as v from 'valibot';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Name of the data file in the data folder. */
export const DATA_FILE = 'tafelrunde.sqlite';

/** What the operator decides, from the environment. `.env.example` explains every line. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the data file; made when it is missing. */
  readonly dataDir: string;
  /** Origin under which people reach the server, without a slash at the end; null: whatever host they asked for. */
  readonly publicUrl: string | null;
  /** Whoever creates a board has to show this key; null: everybody may. */
  readonly createKey: string | null;
  /** How many proxies in front of the server may be believed about the address of a client. */
  readonly trustProxy: number;
  readonly logLevel: LogLevel;
}

export type ReadConfig =
  { readonly is: 'config'; readonly config: Config } | { readonly is: 'faulty'; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const wholeNumber = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, `has to be a whole number from 0 to ${most}`),
    v.transform(Number),
    v.maxValue(most, `has to be a whole number from 0 to ${most}`),
  );

const origin = v.pipe(
  v.string(),
  v.check(isOrigin, 'has to be like https://tafel.example.org, without a path'),
  v.transform((text) => new URL(text).origin),
);

const environment = v.object({
  PORT: v.optional(wholeNumber(65_535), '4870'),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:%-]+$/, 'has to be an address or a host name')), '0.0.0.0'),
  DATA_DIR: v.optional(v.string(), './data'),
  PUBLIC_URL: v.optional(origin),
  CREATE_KEY: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/, 'has to be of letters, digits and signs'))),
  TRUST_PROXY: v.optional(wholeNumber(10), '0'),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `has to be one of ${LOG_LEVELS.join(', ')}`), 'info'),
});

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
}

/** Reads everything at once, so that every fault is told in one go. An empty value counts as none. */
export function readConfig(env: Environment): ReadConfig {
  const filled = Object.entries(env).filter(([, value]) => value?.trim());
  const read = v.safeParse(environment, Object.fromEntries(filled.map(([name, value]) => [name, value?.trim()])));
  if (!read.success) return { is: 'faulty', faults: read.issues.map(faultLine) };
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, CREATE_KEY, TRUST_PROXY, LOG_LEVEL } = read.output;
  const config = {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    publicUrl: PUBLIC_URL ?? null,
    createKey: CREATE_KEY ?? null,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
  };
  return { is: 'config', config };
}

/** The key to create boards is a secret, so its value is not repeated on the screen. */
function faultLine(issue: v.BaseIssue<unknown>): string {
  const name = String(v.getDotPath(issue));
  const shown = name === 'CREATE_KEY' ? '' : ` (is ${JSON.stringify(issue.path?.at(-1)?.value)})`;
  return `${name} ${issue.message}${shown}`;
}
