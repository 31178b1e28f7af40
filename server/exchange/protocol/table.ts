import { LINE } from './colours.ts';
import type { Block } from './flow.ts';
import type { Node } from './pen.ts';
import { once, type Press } from './press.ts';
import { setLines } from './set-lines.ts';
import { PAGE, TYPE, type Style } from './type.ts';

export interface Column {
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly align?: 'right';
}

/** One cell: text, or something drawn with words for those who do not see it. */
export type Cell =
  | { readonly text: string; readonly style?: Style; readonly colour?: string }
  | { readonly lines: readonly { readonly text: string; readonly colour: string }[] }
  | { readonly alt: string; readonly draw: (y: number) => void };

const PAD = 6;
const HEAD_H = TYPE.column.lead + PAD;

/** A table whose head stands on every page that it goes on to. Its rows stay whole. */
export function table(press: Press, parent: () => Node, { columns, rows }: Content): Block[] {
  const node = once(() => press.pen.branch(parent(), 'Table'));
  const paintRule = (y: number) => press.rule(y + HEAD_H);
  const again = {
    height: HEAD_H,
    paint: (y: number) => press.pen.aside(() => paintHead(press, columns, { y, row: null })),
  };
  const head: Block = {
    ...{ before: 4, height: HEAD_H, keeps: true },
    paint: (y) => {
      paintHead(press, columns, { y, row: press.pen.branch(node(), 'TR') });
      paintRule(y);
    },
  };
  return [head, ...rows.map((cells) => rowOf(press, node, { columns, cells, again }))];
}

interface Content {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** `row`: the row of the table that it is; null where it only stands there once more, on a further page. */
function paintHead(press: Press, columns: readonly Column[], { y, row }: { y: number; row: Node | null }): void {
  for (const { title, x, width, align } of columns) {
    const spot = { x, y, width, style: TYPE.column, ...(align ? { align } : {}) };
    if (row) press.line(row, 'TH', { text: title, ...spot });
    else press.pen.line(title, spot);
  }
  if (!row) press.pen.rule(PAGE.left, y + HEAD_H, { w: PAGE.right - PAGE.left, colour: LINE });
}

interface Row {
  readonly columns: readonly Column[];
  readonly cells: readonly Cell[];
  readonly again: NonNullable<Block['again']>;
}

function rowOf(press: Press, node: () => Node, { columns, cells, again }: Row): Block {
  const laid = columns.map((column, i) => layCell(press, column, cells[i] ?? { text: '' }));
  const height = Math.max(...laid.map((cell) => cell.height)) + 2 * PAD;
  return {
    ...{ before: 0, height, again },
    paint: (y) => {
      const row = press.pen.branch(node(), 'TR');
      for (const cell of laid) cell.paint(row, y + PAD);
      press.rule(y + height);
    },
  };
}

interface Laid {
  readonly height: number;
  readonly paint: (row: Node, y: number) => void;
}

function layCell(press: Press, { x, width, align }: Column, cell: Cell): Laid {
  if ('draw' in cell) {
    const paint = (row: Node, y: number) =>
      press.pen.leaf(row, 'TD', { said: { alt: cell.alt }, draw: () => cell.draw(y) });
    return { height: TYPE.text.lead, paint };
  }
  const style = 'text' in cell ? (cell.style ?? TYPE.text) : TYPE.text;
  const parts = 'text' in cell ? [{ text: cell.text, colour: cell.colour ?? style.colour }] : cell.lines;
  const set = parts.map(({ text, colour }) => ({ lines: setLines(text, style, width), colour }));
  const draw = (top: number) => {
    let y = top;
    for (const { lines, colour } of set) {
      press.pen.lines(lines, { x, y, width, style, colour, ...(align ? { align } : {}) });
      y += lines.length * style.lead;
    }
  };
  return {
    height:
      Math.max(
        1,
        set.reduce((sum, { lines }) => sum + lines.length, 0),
      ) * style.lead,
    paint: (row, y) => press.pen.leaf(row, 'TD', { draw: () => draw(y) }),
  };
}
