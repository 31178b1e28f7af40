/**
 * Whether what this person did is safe. 'saved': on the server's disk. 'saving': on its way. 'offline': kept in this browser
 * until the connection is back. 'unkept': offline, and this browser lets us keep nothing (private window, full disk).
 */
export type Saving = 'saved' | 'saving' | 'offline' | 'unkept';
