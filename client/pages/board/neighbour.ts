/** Where the focus goes when a list item leaves: to the neighbour's first button, else to the one of the section. */
export function neighbourOf(item: HTMLElement | undefined): HTMLElement | null | undefined {
  const beside = item?.nextElementSibling ?? item?.previousElementSibling;
  return beside?.querySelector('button') ?? item?.closest('section')?.querySelector('button');
}
