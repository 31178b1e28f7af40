/** Cuts a list into pages: as many things below each other as fit, at least one. Gives where each page begins and ends. */
export function stacked(heights: readonly number[], room: number, gap: number): readonly (readonly [number, number])[] {
  const pages: [number, number][] = [];
  let used = Infinity;
  heights.forEach((h, i) => {
    const page = pages.at(-1);
    if (page && used + gap + h <= room) {
      page[1] = i + 1;
      used += gap + h;
    } else {
      pages.push([i, i + 1]);
      used = h;
    }
  });
  return pages;
}
