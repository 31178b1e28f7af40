import type { Touch } from './permissions.ts';

/**
 * What owners do in their notebooks: write and delete ideas, and throw away what came back. What stands on the board, and
 * what came back, is noted by the server alone.
 */
export function couldInNotebook({ root, field, deed }: Pick<Touch, 'root' | 'field' | 'deed'>): boolean {
  if (root === 'returned') return field === null && deed === 'delete';
  return root === 'ideas' && field !== 'carried';
}
