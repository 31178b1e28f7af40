/**
 * Text that CommonMark (and GitHub's tables, mathematics and strike-through) shows as it is, on one line.
 * Angle brackets and ampersands become entities, as sloppy readers take escaped ones for HTML.
 */
export function plain(text: string): string {
  const escaped = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]#|~$]/g, '\\$&');
  return escaped.replace(/^[-+=]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
