/** Gives a file to the person, as if they had clicked a link to it. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A title as a file name: without what some file system forbids. */
export const fileName = (title: string, extension: string): string =>
  `${title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'Tafelrunde'}.${extension}`;
