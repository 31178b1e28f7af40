import { m } from '#shared/messages/compiled/messages.js';
import { sectorName } from '#shared/exchange/source.ts';
import { isClosed } from '#shared/exchange/result.ts';
import type { Block } from './flow.ts';
import { once, type Press } from './press.ts';
import { longDay } from './times.ts';
import { PAGE, TYPE } from './type.ts';

const GLYPH = 10;
const TEXT_X = 18;

/** What the signs mean, and when and with what this was made. */
export function legendPart(press: Press): Block[] {
  const { info, locale, votes, now } = press.source;
  const section = press.section(m.protocol_legend({}, { locale }));
  const list = once(() => press.pen.branch(section.node(), 'L'));
  const sectors = info.sectors.map((sector): Block => {
    const name = sectorName(sector, locale);
    const paint = (y: number) => {
      const item = press.pen.branch(list(), 'LI');
      const glyph = { x: PAGE.left, y: y + (TYPE.text.lead - GLYPH) / 2, size: GLYPH };
      press.glyph(item, 'Lbl', { sector: sector.id, name, ...glyph });
      const spot = { x: PAGE.left + TEXT_X, y, width: PAGE.right - PAGE.left - TEXT_X, style: TYPE.text };
      press.line(item, 'LBody', { text: m.protocol_legend_sector({ name }, { locale }), ...spot });
    };
    return { before: 3, height: TYPE.text.lead, keeps: true, paint };
  });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now);
  const notes = [
    m.protocol_legend_merged({}, { locale }),
    ...(votes.some(isClosed) ? [m.protocol_legend_bars({}, { locale }), m.vote_no_sectors({}, { locale })] : []),
    m.protocol_legend_copy({}, { locale }),
    m.protocol_made({ day: longDay(now, locale), time }, { locale }),
  ];
  const texts = notes.map((note, i) => ({
    ...press.text(note, { node: section.node, type: 'P', style: TYPE.soft, before: i === 0 ? 10 : 5 }),
    ...(i < notes.length - 1 ? { keeps: true as const } : {}),
  }));
  return [section.heading, ...sectors, ...texts];
}
