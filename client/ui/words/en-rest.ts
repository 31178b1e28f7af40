import type { Sentence } from '../words.ts';

/** Filled by the build. */
export default [] as readonly Sentence[];
