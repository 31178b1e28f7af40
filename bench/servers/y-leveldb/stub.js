/**
 * Stands in for y-leveldb, which the bare server imports even when it stores nothing:
 * the real one brings 30 packages and a native build for a code path that the benchmark never takes.
 */
export class LeveldbPersistence {
  constructor() {
    throw new Error('The bare server runs without persistence here; unset YPERSISTENCE.');
  }
}
