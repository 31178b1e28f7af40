/** One thing to do in a menu. */
export interface MenuItem {
  readonly label: string;
  readonly does: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** One of several that exclude each other: whether it is the one. */
  readonly checked?: boolean;
  /** A heading above this item, to group what follows. */
  readonly heading?: string;
}
