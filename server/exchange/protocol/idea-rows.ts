import { listed, type Listed, type OutlineIdea } from '#shared/exchange/outline.ts';
import type { Idea } from '#shared/model/board.ts';
import { paintBar, sharesOf } from './bars.ts';
import { LINE } from './colours.ts';
import type { Block } from './flow.ts';
import type { Node } from './pen.ts';
import { once, type Press } from './press.ts';
import type { Dots } from './dots.ts';
import { setLines } from './set-lines.ts';
import { PAGE, TYPE } from './type.ts';

/** Lengths in points: the glyph, where the text begins, how far merged ideas and what was said stand in, and the bar at the right. */
const ROW = {
  pad: 6,
  glyph: 9.5,
  text: 17,
  step: 16,
  stepsMax: 4,
  said: 12,
  saidPad: 4,
  bar: 128,
  number: 30,
  barH: 6.5,
  gap: 10,
} as const;

/** Ideas as rows with their whole text; merged ones below theirs. */
export function ideaRows(
  press: Press,
  parent: () => Node,
  { ideas, dots }: { ideas: readonly OutlineIdea[]; dots: Dots | null },
): Block[] {
  const node = once(() => press.pen.branch(parent(), 'L'));
  return ideas.flatMap((idea) => rowsOf(press, node, { all: listed([idea]), dots }));
}

/** One idea with what was said about it, and all that was merged into it: the first row stays with the second. */
function rowsOf(press: Press, list: () => Node, { all, dots }: { all: readonly Listed[]; dots: Dots | null }): Block[] {
  const bodies: Node[] = [];
  const blocks = all.flatMap(({ idea, depth }): Block[] => {
    const row = rowOf(press, { idea, depth, dots: depth === 0 ? dots : null });
    const paint = (y: number) => {
      const above = bodies[depth - 1];
      bodies[depth] = row.paint(above ? press.pen.branch(above, 'L') : list(), y);
    };
    const body = () => bodies[depth] ?? list();
    return [{ before: 0, height: row.height, paint }, ...saidRows(press, body, { idea, x: textXOf(depth) })];
  });
  const last = blocks.length - 1;
  return blocks.map((block, i) => ({
    ...block,
    ...(i === 0 && last > 0 ? { keeps: true as const } : {}),
    paint: (y) => {
      block.paint(y);
      if (i === last) press.rule(y + block.height);
    },
  }));
}

/** Who put their name to an idea, and what was said about it. */
function saidRows(press: Press, body: () => Node, { idea, x }: { idea: Idea; x: number }): Block[] {
  return (press.said.get(idea.id) ?? []).map((item) => {
    const text = press.text(item, { node: body, type: 'P', style: TYPE.small, before: 0, x: x + ROW.said });
    return { ...text, height: text.height + ROW.saidPad };
  });
}

const xOf = (depth: number): number => PAGE.left + Math.min(depth, ROW.stepsMax) * ROW.step;
const textXOf = (depth: number): number => xOf(depth) + ROW.text;

interface RowOf {
  readonly idea: Idea;
  readonly depth: number;
  readonly dots: Dots | null;
}

function rowOf(press: Press, { idea, depth, dots }: RowOf): { height: number; paint: (list: Node, y: number) => Node } {
  const [x, textX] = [xOf(depth), textXOf(depth)];
  const width = PAGE.right - textX - (dots ? ROW.bar + ROW.number + ROW.gap : 0);
  const lines = setLines(idea.text, TYPE.text, width);
  const author = press.names.author(idea);
  const by = author === '' ? [] : setLines(author, TYPE.small, width);
  const textH = Math.max(1, lines.length) * TYPE.text.lead;
  const above = depth === 0 ? ROW.pad : 0;
  const paint = (list: Node, top: number): Node => {
    const y = top + above;
    const item = press.pen.branch(list, 'LI');
    const glyph = { x, y: y + (TYPE.text.lead - ROW.glyph) / 2, size: ROW.glyph };
    press.glyph(item, 'Lbl', { sector: idea.sector, name: press.names.sector(idea), ...glyph });
    const body = press.pen.branch(item, 'LBody');
    press.pen.leaf(body, 'P', { draw: () => press.pen.lines(lines, { x: textX, y, width, style: TYPE.text }) });
    if (by.length > 0) {
      const spot = { x: textX, y: y + textH, width, style: TYPE.small };
      press.pen.leaf(body, 'P', { draw: () => press.pen.lines(by, spot) });
    }
    if (dots) paintDots(press, body, { idea, dots, y });
    if (depth > 0)
      press.pen.aside(() =>
        press.pen.box([x - ROW.step / 2 - 1, top, 1.2, textH + by.length * TYPE.small.lead], { fill: LINE }),
      );
    return body;
  };
  return { height: above + textH + by.length * TYPE.small.lead + ROW.pad, paint };
}

function paintDots(press: Press, body: Node, { idea, dots, y }: { idea: Idea; dots: Dots; y: number }): void {
  const row = dots.rows.get(idea.id);
  if (!row) return;
  const w = (ROW.bar * row.dots) / dots.most;
  const x = PAGE.right - ROW.number - ROW.bar;
  const bar = { x, y: y + (TYPE.text.lead - ROW.barH) / 2, w, h: ROW.barH };
  press.pen.leaf(body, 'P', {
    said: { alt: dots.words(row) },
    draw: () => {
      paintBar(press, sharesOf(row, press), bar);
      const spot = { x: PAGE.right - ROW.number, y, width: ROW.number, style: TYPE.strong, align: 'right' as const };
      press.pen.line(String(row.dots), spot);
    },
  });
}
