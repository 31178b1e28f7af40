import { countIdeas, headsIn, listed } from '#shared/exchange/outline.ts';
import { isClosed } from '#shared/exchange/result.ts';
import { sectorName } from '#shared/exchange/source.ts';
import { m } from '#shared/messages/compiled/messages.js';
import type { Block } from './flow.ts';
import type { Press, Section } from './press.ts';
import { once } from './press.ts';
import { longDay } from './times.ts';
import { PAGE, TEXT_W, TYPE } from './type.ts';

const MARK = 26;
const GLYPH = 10;
const NUMBER_W = 40;
/** Up to this many parts their titles stand a little apart; more would not stay on the first page. */
const ENTRIES_WIDE = 16;
/** Width of the columns for glyph, name and numbers of the sectors. */
const COLUMN = { name: 18, people: 190, ideas: 290 } as const;

/** The title page: title, question, day, what came together, and who sat at the table, in numbers. */
export function titlePart(press: Press): Block[] {
  const { info, locale } = press.source;
  const node = once(() => press.pen.branch(press.root, 'Sect'));
  const mark: Block = {
    ...{ before: 0, height: MARK + 48, keeps: true },
    paint: (y) => press.pen.aside(() => press.pen.mark(PAGE.left, y, MARK)),
  };
  const text = (words: string, style: (typeof TYPE)[keyof typeof TYPE], { before = 0, type = 'P' } = {}) => ({
    ...press.text(words, { node, type, style, before }),
    keeps: true as const,
  });
  return [
    mark,
    text(m.protocol_name({}, { locale }), TYPE.soft),
    text(info.title, TYPE.title, { before: 4, type: 'H1' }),
    ...(info.question === undefined ? [] : [text(info.question, TYPE.question, { before: 12 })]),
    text(longDay(press.day, locale), TYPE.text, { before: 20 }),
    text(factsOf(press), TYPE.soft),
    ...sectorRows(press, node),
  ];
}

function factsOf({ source, outline }: Press): string {
  const { locale, board, votes } = source;
  const closed = votes.filter(isClosed).length;
  return [
    m.export_ideas_count({ count: countIdeas(outline) }, { locale }),
    m.export_clusters_count({ count: outline.clusters.length }, { locale }),
    ...(closed > 0 ? [m.protocol_votes({ count: closed }, { locale })] : []),
    ...(board.actions.size > 0 ? [m.protocol_actions({ count: board.actions.size }, { locale })] : []),
  ].join(' · ');
}

/** A line for each sector with how many people and ideas came from it: numbers, and nobody's name. */
function sectorRows(press: Press, parent: () => ReturnType<Press['pen']['branch']>): Block[] {
  const { info, roster, locale } = press.source;
  const ideas = listed(headsIn(press.outline));
  const list = once(() => press.pen.branch(parent(), 'L'));
  return info.sectors.map((sector, i) => {
    const people = roster.filter((seat) => seat.sector === sector.id).length;
    const own = ideas.filter(({ idea }) => idea.sector === sector.id).length;
    const paint = (y: number) => {
      const item = press.pen.branch(list(), 'LI');
      const name = sectorName(sector, locale);
      const glyph = { x: PAGE.left, y: y + (TYPE.text.lead - GLYPH) / 2, size: GLYPH };
      press.glyph(item, 'Lbl', { sector: sector.id, name, ...glyph });
      const body = press.pen.branch(item, 'LBody');
      const at = (x: number, width: number) => ({ x: PAGE.left + x, y, width, style: TYPE.text });
      press.line(body, 'Span', { text: name, ...at(COLUMN.name, COLUMN.people - COLUMN.name - 6) });
      press.line(body, 'Span', { text: m.protocol_people({ count: people }, { locale }), ...at(COLUMN.people, 90) });
      press.line(body, 'Span', {
        text: m.export_ideas_count({ count: own }, { locale }),
        ...at(COLUMN.ideas, TEXT_W - COLUMN.ideas),
      });
    };
    return { before: i === 0 ? 26 : 5, height: TYPE.text.lead, keeps: true as const, paint };
  });
}

/** The contents: each part with its page. */
export function contentsPart(
  press: Press,
  sections: readonly Section[],
  pageOf: (section: Section) => number,
): Block[] {
  const { locale } = press.source;
  const node = once(() => press.pen.branch(press.root, 'Sect'));
  const list = once(() => press.pen.branch(node(), 'TOC'));
  const heading = press.text(m.protocol_contents({}, { locale }), {
    ...{ node, type: 'H2', style: TYPE.subheading, before: 36 },
  });
  const entries = sections.map((section): Block => {
    const item = once(() => press.pen.branch(press.pen.branch(list(), 'TOCI'), 'Reference'));
    const entry = press.text(section.title, {
      ...{
        node: item,
        type: 'Link',
        style: TYPE.text,
        before: sections.length > ENTRIES_WIDE ? 1 : 3,
        width: TEXT_W - NUMBER_W - 10,
      },
    });
    const paint = (y: number) => {
      entry.paint(y);
      press.pen.link(item(), [PAGE.left, y, TEXT_W, entry.height], section.name);
      const spot = { x: PAGE.right - NUMBER_W, y, width: NUMBER_W, style: TYPE.text, align: 'right' as const };
      press.line(item(), 'Span', { text: String(pageOf(section)), ...spot });
    };
    return { ...entry, paint };
  });
  return [{ ...heading, height: heading.height + 4, keeps: true }, ...entries];
}
