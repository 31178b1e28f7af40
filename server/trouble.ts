import { StoreFault, type FaultKind } from './store/fault.ts';

interface Place {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly file: string;
}

const BY_CODE: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is in use by another program. Stop that one, or choose another port with PORT.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}. Choose another with HOST.`,
  ENOTFOUND: ({ host }) => `This machine has no address ${host}. Choose another with HOST.`,
  ENOSPC: ({ dataDir }) => `There is no room left on the disk of ${dataDir}.`,
};

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'];

const BY_FAULT: Readonly<Record<FaultKind, (place: Place, detail: string) => string>> = {
  corrupt: ({ file }, detail) =>
    `The data file ${file} is damaged or not one of ours. It was left as it is; restore a backup, or move it away. (${detail})`,
  busy: ({ file }) =>
    `The data file ${file} is in use by another server. Stop that one, or choose another folder with DATA_DIR.`,
  'disk-full': ({ dataDir }) => `There is no room left on the disk of ${dataDir}.`,
  closed: ({ file }) => `The data file ${file} could not be opened.`,
  other: ({ file }) => `The data file ${file} could not be opened. Check that its folder exists and may be written.`,
};

/** One clear sentence about why the server could not start. */
export function trouble(error: unknown, place: Place): string {
  if (error instanceof StoreFault) return BY_FAULT[error.kind](place, error.message);
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${place.port} may only be used by the administrator. Choose one above 1023 with PORT.`;
  if (NOT_WRITABLE.includes(code))
    return `The data folder ${place.dataDir} cannot be written. Give the server the right to, or choose another with DATA_DIR.`;
  return (
    BY_CODE[code]?.(place) ?? `The server could not start: ${error instanceof Error ? error.message : String(error)}`
  );
}
