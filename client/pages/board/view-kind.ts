/** How one looks at the board. */
export type ViewKind = 'wall' | 'list' | 'plan';
