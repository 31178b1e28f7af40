import { shownIn } from '#shared/exchange/agreed.ts';
import { saidItems } from '#shared/exchange/said-items.ts';
import { saidOf } from '#shared/exchange/said.ts';
import type { Outline } from '#shared/exchange/outline.ts';
import { Names, type Source } from '#shared/exchange/source.ts';
import type { Agenda } from '#shared/model/step.ts';
import { dayOf } from './course.ts';
import { LINE, LOOKS, type Look } from './colours.ts';
import type { Block } from './flow.ts';
import type { Node, Pen, Said, Spot } from './pen.ts';
import { plainLine, setLines } from './set-lines.ts';
import { PAGE, TEXT_W, TYPE, type Style } from './type.ts';

/** What a protocol is made from. */
export interface ProtocolSource extends Source {
  readonly agenda: Agenda;
}

/** A part with a heading of its own, listed in the contents. */
export interface Section {
  readonly title: string;
  /** Where links to it lead. */
  readonly name: string;
  readonly heading: Block;
  /** Its structure element; made when the first of it is drawn, so that all stand in the order of the pages. */
  readonly node: () => Node;
}

/** What everything on the pages is made with. */
export class Press {
  readonly pen: Pen;
  readonly root: Node;
  readonly source: ProtocolSource;
  readonly outline: Outline;
  readonly names: Names;
  /** What stands below each idea: who put their name to it, and what was said about it. */
  readonly said: ReadonlyMap<string, readonly string[]>;
  /** The day of the round. */
  readonly day: number;
  readonly sections: Section[] = [];

  constructor(parts: Pick<Press, 'pen' | 'root' | 'source' | 'outline'>) {
    this.pen = parts.pen;
    this.root = parts.root;
    this.source = parts.source;
    this.outline = parts.outline;
    this.names = new Names(parts.source);
    const said = saidOf(parts.source, shownIn(parts.outline));
    this.said = saidItems(said, { names: this.names, locale: parts.source.locale, plain: plainLine });
    this.day = dayOf(parts.source);
  }

  section(title: string): Section {
    const node = once(() => this.pen.branch(this.root, 'Sect'));
    const text = this.text(title, { node, type: 'H2', style: TYPE.heading, before: 30 });
    const name = `part-${this.sections.length + 1}`;
    const paint = (y: number) => {
      this.pen.target(name, title, y);
      text.paint(y);
    };
    const section = { title, name, node, heading: { ...text, paint, height: text.height + 8, keeps: true as const } };
    this.sections.push(section);
    return section;
  }

  /** A paragraph over the whole width, or what is left of it. */
  text(text: string, { node, type, style, before, x = PAGE.left, width = PAGE.right - x }: Paragraph): Block {
    const lines = setLines(text, style, width);
    const draw = (y: number) => () => this.pen.lines(lines, { x, y, style, width });
    return {
      before,
      height: lines.length * style.lead,
      paint: (y) => this.pen.leaf(node(), type, { draw: draw(y) }),
    };
  }

  look(sector: string): { index: number; look: Look } {
    const { sectors } = this.source.info;
    const index = sectors.findIndex(({ id }) => id === sector);
    const at = Math.min(index < 0 ? sectors.length - 1 : index, LOOKS.length - 1);
    return { index: at, look: LOOKS[at] ?? LOOKS[0] };
  }

  /** A sector's glyph, with its name for those who do not see it. */
  glyph(node: Node, type: string, at: { sector: string; name: string; x: number; y: number; size: number }): void {
    const { index, look } = this.look(at.sector);
    this.pen.leaf(node, type, { said: { alt: at.name }, draw: () => this.pen.glyph(index, look, at) });
  }

  /** One line as an element of its own. */
  line(node: Node, type: string, { text, said, ...spot }: Spot & { text: string; said?: Said }): void {
    this.pen.leaf(node, type, { ...(said ? { said } : {}), draw: () => this.pen.line(text, spot) });
  }

  rule(y: number, x: number = PAGE.left): void {
    this.pen.aside(() => this.pen.rule(x, y, { w: PAGE.left + TEXT_W - x, colour: LINE }));
  }
}

interface Paragraph {
  readonly node: () => Node;
  readonly type: string;
  readonly style: Style;
  readonly before: number;
  readonly x?: number;
  readonly width?: number;
}

/** Makes it when it is first wanted, and gives the same ever after. */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null;
  return () => (made ??= { it: make() }).it;
}
