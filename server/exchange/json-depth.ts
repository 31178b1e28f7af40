/** Levels of braces and brackets; our own format has five. */
const DEPTH_MAX = 32;

const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const OPENING = new Set(['{', '['].map((sign) => sign.charCodeAt(0)));
const CLOSING = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)));

/** True for JSON that is nested so deep that parsing it would keep the whole server waiting (5 MB of `[`: more than a second). */
export function isDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === QUOTE) inString = !inString;
    else if (inString) i += sign === BACKSLASH ? 1 : 0;
    else if (OPENING.has(sign)) depth++;
    else if (CLOSING.has(sign)) depth--;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}
