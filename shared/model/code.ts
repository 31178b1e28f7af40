/**
 * Table codes: two words of three to eight letters and two digits, written `KUPFER-LAMPE-42`.
 *
 * The key of a code is what is left of it when case, separators and ways of writing umlauts are taken away:
 * `KUPFERLAMPE42`. Codes are compared, and are unique, by key, so it does not matter where somebody puts the hyphens.
 */
const KEY = /^[A-Z]{6,16}[0-9]{2}$/;

/** Characters of a typed code beyond which nobody can have meant one. */
const TYPED_MAX = 64;

/** Spaces, hyphens and dashes of every kind (also soft, non-breaking and zero-width ones), and what a phone makes of them. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212_.,\u00b7/]+/gu;
const MARKS = /\p{M}/gu;

/** The canonical key of what somebody typed or pasted; null when it cannot be a code. */
export function codeKey(text: string): string | null {
  const key = tidy(text).replaceAll('-', '');
  return KEY.test(key) ? key : null;
}

/**
 * What somebody typed, as it is written on the wall: `kupfer lampe 42` becomes `KUPFER-LAMPE-42`. Where no separator
 * stood between the words, none can be put; null when it cannot be a code.
 */
export function formatCode(text: string): string | null {
  if (codeKey(text) === null) return null;
  const parts = tidy(text).match(/[A-Z]+|[0-9]+$/g) ?? [];
  return parts.join('-');
}

/** Capital letters and digits with single hyphens between them; whatever else was there stays, for the caller to refuse. */
function tidy(text: string): string {
  if (text.length > TYPED_MAX) return '';
  const capitals = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('Ä', 'AE')
    .replaceAll('Ö', 'OE')
    .replaceAll('Ü', 'UE');
  const plain = capitals.replaceAll('ẞ', 'SS').normalize('NFD').replace(MARKS, '');
  return plain.replace(SEPARATORS, '-').replace(/^-|-$/g, '');
}
