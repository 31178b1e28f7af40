/** A piece of the protocol that stands on one page as a whole. Lengths in points. */
export interface Block {
  /** Space above it; none at the top of a page. */
  readonly before: number;
  readonly height: number;
  /** It stays with what follows it, as a heading does. */
  readonly keeps?: true;
  /** It begins a page. */
  readonly breaks?: true;
  /** Stands once more on top of the page when it begins with this block, as the head of a table does. */
  readonly again?: Pick<Block, 'height' | 'paint'>;
  /** Draws it with its upper edge there. */
  readonly paint: (y: number) => void;
}

export interface Placed {
  readonly y: number;
  readonly block: Pick<Block, 'paint'>;
}

/** Shares blocks out to pages. What keeps together never parts, unless it is higher than a page. */
export function flow(blocks: readonly Block[], { top, height }: { top: number; height: number }): Placed[][] {
  const pages: Placed[][] = [];
  let page: Placed[] = [];
  let y = 0;
  const put = (block: Pick<Block, 'height' | 'paint'>, before = 0) => {
    page.push({ y: top + y + before, block });
    y += before + block.height;
  };
  for (const group of groupsOf(blocks)) {
    const first = group[0];
    if (page.length === 0 || first?.breaks || y + heightOf(group) > height) {
      pages.push((page = []));
      y = 0;
      if (first?.again) put(first.again);
    }
    for (const block of group) put(block, y === 0 ? 0 : block.before);
  }
  return pages;
}

const heightOf = (group: readonly Block[]): number =>
  group.reduce((sum, { before, height }) => sum + before + height, 0);

/** Each with what it keeps with. */
function groupsOf(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  let open: Block[] | null = null;
  for (const block of blocks) {
    if (open) open.push(block);
    else groups.push((open = [block]));
    if (!block.keeps) open = null;
  }
  return groups;
}
