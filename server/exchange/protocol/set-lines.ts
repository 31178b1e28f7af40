import { wrap } from '#shared/layout/wrap.ts';
import { settingOf, type Style } from './type.ts';

export interface SetLine {
  readonly text: string;
  /** A word goes on in the next line; the hyphen is drawn, so that whoever searches or copies finds the word whole. */
  readonly hyphen: boolean;
}

/** A text as one line, as Markdown has it. */
export const plainLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().normalize('NFC');

/** Breaks a text as the wall does. */
export function setLines(text: string, style: Style, width: number): SetLine[] {
  const whole = plainLine(text);
  return withoutHyphens(whole, wrap(whole, settingOf(style, width)));
}

/** Tells hyphens that wrapping put in from those that were written. */
export function withoutHyphens(whole: string, lines: readonly string[]): SetLine[] {
  let at = 0;
  return lines.map((line) => {
    while (/^\s$/u.test(whole[at] ?? '') && !line.startsWith(whole[at] ?? '')) at++;
    const hyphen = !whole.startsWith(line, at) && line.endsWith('-');
    const text = hyphen ? line.slice(0, -1) : line;
    at += text.length;
    return { text, hyphen };
  });
}
