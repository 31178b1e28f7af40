import { graphemes } from '#shared/layout/metrics.ts';
import { FOCUS, INK, PAPER, type Look } from './colours.ts';
import type { Faces } from './faces.ts';
import type { Paper } from './paper.ts';
import { directionOf, runsOf, type Run } from './runs.ts';
import { plainLine, type SetLine } from './set-lines.ts';
import type { Style } from './type.ts';

export type Node = PDFKit.PDFStructureElement;

/** What a structure element says to those who do not see the page. */
export interface Said {
  readonly alt?: string;
  readonly bbox?: readonly number[];
}

export interface Spot {
  readonly x: number;
  /** Of the upper edge of the line. */
  readonly y: number;
  readonly style: Style;
  /** What is wider is set narrower. */
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly colour?: string;
}

/** A hyphen: where it stands and how long and thick it is, in em. */
const HYPHEN = { y: 0.24, w: 0.28, h: 0.07, gap: 0.04 } as const;
/** Of the line's height: where letters stand in it, for a line as high as its type is large. */
const BASELINE = 0.36;

/** Draws on the pages and says what is what. Lengths in points, from the upper left corner. */
export class Pen {
  readonly #doc: Paper;
  readonly #faces: Faces;

  constructor(doc: Paper, faces: Faces) {
    this.#doc = doc;
    this.#faces = faces;
  }

  /** A structure element that others go into. */
  branch(parent: Node, type: string, said: Said = {}): Node {
    const node = this.#doc.struct(type, said);
    parent.add(node);
    return node;
  }

  /** A structure element for what is drawn meanwhile. */
  leaf(parent: Node, type: string, { said = {}, draw }: { said?: Said; draw: () => void }): void {
    const content = this.#doc.markStructureContent(type);
    draw();
    this.#doc.endMarkedContent();
    parent.add(this.#doc.struct(type, said, [content]));
  }

  /** What is drawn meanwhile is only to be looked at, as `Pagination` does what stands on every page. */
  aside(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#doc.markContent('Artifact', { type });
    draw();
    this.#doc.endMarkedContent();
  }

  /** Where a link and an entry of the reader's outline lead. */
  target(name: string, title: string, y: number): void {
    this.#doc.addNamedDestination(name, 'XYZ', 0, y, null);
    this.#doc.outline.addItem(title);
  }

  link(node: Node, [x, y, w, h]: Box, name: string): void {
    this.#doc.goTo(x, y, w, h, name, { structParent: node } as object);
  }

  /** As much of a line as there is room for. */
  shortened(text: string, style: Style, width: number): string {
    const whole = plainLine(text);
    if (this.widthOf(whole, style) <= width) return whole;
    const parts = graphemes(whole);
    while (parts.length > 0 && this.widthOf(parts.join('') + '…', style) > width) parts.pop();
    return parts.join('') + '…';
  }

  lines(lines: readonly SetLine[], spot: Spot): void {
    const direction = directionOf(lines.map(({ text }) => text).join(' '));
    for (const [i, line] of lines.entries()) {
      this.#line(line, { ...spot, y: spot.y + i * spot.style.lead }, direction);
    }
  }

  line(text: string, spot: Spot): void {
    this.lines([{ text, hyphen: false }], spot);
  }

  /** Width of a line as it is set. */
  widthOf(text: string, style: Style): number {
    return this.#widthOf(runsOf(text, directionOf(text), { faces: this.#faces, weight: style.weight }), style);
  }

  box([x, y, w, h]: Box, { fill, line, radius = 0 }: { fill?: string; line?: string; radius?: number }): void {
    const shape =
      radius > 0 ? this.#doc.roundedRect(x, y, w, h, Math.min(radius, w / 2, h / 2)) : this.#doc.rect(x, y, w, h);
    if (fill !== undefined && line !== undefined) shape.lineWidth(0.5).fillAndStroke(fill, line);
    else if (fill !== undefined) shape.fill(fill);
    else shape.lineWidth(0.5).stroke(line ?? INK);
  }

  rule(x: number, y: number, { w, colour }: { w: number; colour: string }): void {
    this.#doc
      .moveTo(x, y)
      .lineTo(x + w, y)
      .lineWidth(0.6)
      .stroke(colour);
  }

  /** The glyph of a sector in a square of this size; the shapes are those of client/ui/Glyph.svelte. */
  glyph(look: number, colour: Look, { x, y, size }: { x: number; y: number; size: number }): void {
    const doc = this.#doc;
    doc
      .save()
      .translate(x, y)
      .scale(size / 16);
    if (look === 5) doc.circle(8, 8, 5.4).lineWidth(3.6).stroke(colour.ink);
    else if (look === 2) doc.circle(8, 8, 7.4).fill(colour.ink);
    else doc.path(GLYPHS[look] ?? '').fill(colour.ink);
    doc.restore();
  }

  /** The round table of the product. */
  mark(x: number, y: number, size: number): void {
    const doc = this.#doc;
    doc
      .save()
      .translate(x, y)
      .scale(size / 18);
    doc.circle(9, 9, 7.5).lineWidth(3).fillAndStroke(PAPER, INK);
    doc.circle(9, 9, 3).fill(FOCUS);
    doc.restore();
  }

  #line({ text, hyphen }: SetLine, spot: Spot, direction: 'ltr' | 'rtl'): void {
    const { style } = spot;
    const runs = runsOf(text, direction, { faces: this.#faces, weight: style.weight });
    const own = this.#widthOf(runs, style);
    const tail = hyphen ? (HYPHEN.w + HYPHEN.gap) * style.size : 0;
    const squeeze = Math.min(1, spot.width / (own + tail));
    const atRight = (spot.align ?? (direction === 'rtl' ? 'right' : 'left')) === 'right';
    let x = spot.x + (atRight ? spot.width - own * squeeze : 0);
    const baseline = spot.y + style.lead / 2 + BASELINE * style.size;
    for (const run of runs) x += this.#run(run, { x, baseline, squeeze, style, colour: spot.colour ?? style.colour });
    if (hyphen) this.#hyphen(direction === 'rtl' ? x - own - tail : x, baseline, spot);
  }

  #run(run: Run, { x, baseline, squeeze, style, colour }: RunSpot): number {
    const doc = this.#doc;
    const { stroke } = run.face;
    const options = {
      ...{ lineBreak: false, baseline: 'alphabetic' as const, horizontalScaling: squeeze * 100 },
      ...(stroke > 0 ? { stroke: true, fill: true } : {}),
      ...shaping(run),
    };
    const width = this.#use(run, style).widthOfString(run.text, options);
    doc.fillColor(colour);
    if (stroke > 0)
      doc
        .lineWidth(stroke * style.size)
        .lineJoin('round')
        .strokeColor(colour);
    const write = () => doc.text(run.text, x, baseline, options);
    if (run.means === undefined) write();
    else doc.meaning(run.means, write);
    return width;
  }

  #hyphen(x: number, baseline: number, { style: { size }, colour, style }: Spot): void {
    const [w, h] = [HYPHEN.w * size, HYPHEN.h * size];
    this.#doc.rect(x + HYPHEN.gap * size, baseline - HYPHEN.y * size - h, w, h).fill(colour ?? style.colour);
  }

  #widthOf(runs: readonly Run[], style: Style): number {
    return runs.reduce((sum, run) => sum + this.#use(run, style).widthOfString(run.text, shaping(run)), 0);
  }

  #use({ face }: Run, { size }: Style): Paper {
    const name = face.id;
    if (!this.#registered.has(name)) this.#doc.registerFont(name, face.font as never);
    this.#registered.add(name);
    return this.#doc.font(name, size);
  }

  readonly #registered = new Set<string>();
}

export type Box = readonly [x: number, y: number, w: number, h: number];

interface RunSpot {
  readonly x: number;
  readonly baseline: number;
  readonly squeeze: number;
  readonly style: Style;
  readonly colour: string;
}

/** Without any wish for features, pdfkit shapes word by word and remembers each: quick, but not for leftward lines. */
const shaping = ({ leftwards }: Run): { features?: [] } => (leftwards ? { features: [] } : {});

const GLYPHS: Readonly<Record<number, string>> = {
  0: 'M4.2 0.9 L11.8 0.9 L16 8 L11.8 15.1 L4.2 15.1 L0 8 Z',
  1: 'M8 0 L9.9 6.1 L16 8 L9.9 9.9 L8 16 L6.1 9.9 L0 8 L6.1 6.1 Z',
  3: 'M8 0.8 L16 14.8 L0 14.8 Z',
  4: 'M1.2 1.2 L14.8 1.2 L14.8 14.8 L1.2 14.8 Z',
};
