/** Why a text cannot be taken as it is; null: it can. */
export function fits(text: string, max: number): 'empty' | 'too-long' | null {
  if (text.trim() === '') return 'empty';
  return text.length > max ? 'too-long' : null;
}
