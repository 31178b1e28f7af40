import { arrange, type Arrangement, type CardBox, type ClusterBox } from '#shared/layout/arrange.ts';
import { graphemes } from '#shared/layout/metrics.ts';
import { grown, type Rect } from '#shared/layout/rect.ts';
import { CARD, CARD_TEXT, CLUSTER } from '#shared/layout/sizes.ts';
import { m } from '#shared/messages/compiled/messages.js';
import { initials } from '#shared/model/seat.ts';
import { paintBar, sharesOfIdeas } from './bars.ts';
import { INK, INK_SOFT, LINE, PAPER, WALL } from './colours.ts';
import type { Block } from './flow.ts';
import type { Press } from './press.ts';
import { plainLine, withoutHyphens } from './set-lines.ts';
import { PAGE, TEXT_W, type Style } from './type.ts';

/** World units around what is on the wall. */
const MARGIN = 30;
/** Points that the picture may be high: a page with its heading. */
const HEIGHT_MAX = PAGE.bottom - PAGE.top - 40;
/** Points below which words on cards could not be read, however much a reader enlarges on a screen; then cards are patches of colour, as on a wall far away. */
const READABLE = 2.4;
/** Points of the titles of clusters on a wall far away. */
const TITLE_MIN = 8;
/** A title of which less could be shown says nothing. */
const LETTERS_MIN = 4;
/** How far cards without words are on the way from ink to paper. */
const PALER = 0.45;

/** The wall as everybody saw it, drawn by the same layout as on the screens. */
export function wallPart(press: Press): Block[] {
  const { board, locale } = press.source;
  const arrangement = arrange(board);
  if (arrangement.cards.size === 0 && arrangement.clusters.size === 0) return [];
  const section = press.section(m.protocol_wall({}, { locale }));
  const world = grown(arrangement.bounds, MARGIN);
  const scale = Math.min(TEXT_W / world.w, HEIGHT_MAX / world.h, 0.6);
  const [w, h] = [world.w * scale, world.h * scale];
  const alt = m.protocol_wall_alt({ ideas: arrangement.cards.size, clusters: arrangement.clusters.size }, { locale });
  const paint = (y: number) => {
    const at: Frame = { press, arrangement, scale, x: PAGE.left - world.x * scale, y: y - world.y * scale };
    const bbox = [PAGE.left, y, PAGE.left + TEXT_W, y + h];
    const draw = () => {
      press.pen.box([PAGE.left, y, TEXT_W, h], { fill: WALL, line: LINE, radius: 6 });
      paintWall({ ...at, x: at.x + (TEXT_W - w) / 2 });
    };
    press.pen.leaf(section.node(), 'Figure', { said: { alt, bbox }, draw });
  };
  return [section.heading, { before: 0, height: h, paint }];
}

interface Frame {
  readonly press: Press;
  readonly arrangement: Arrangement;
  readonly scale: number;
  /** Where the middle of the world is on the page. */
  readonly x: number;
  readonly y: number;
}

function paintWall(frame: Frame): void {
  const { arrangement, press } = frame;
  const clusters = [...arrangement.clusters.values()];
  for (const cluster of clusters) paintCluster(frame, cluster);
  for (const card of arrangement.cards.values()) paintCard(frame, card);
  if (arrangement.pool.count > 0) paintPoolTitle(frame);
  if (!isFar(frame)) return;
  for (const cluster of clusters)
    paintFarTitle(frame, cluster, press.source.board.clusters.get(cluster.id)?.title ?? '');
}

const isFar = ({ scale }: Frame): boolean => CARD_TEXT.size * scale < READABLE;

const boxOf = ({ x, y, scale }: Frame, rect: Rect) =>
  [x + rect.x * scale, y + rect.y * scale, rect.w * scale, rect.h * scale] as const;

/** Type of the wall at the size of the picture. */
const styleOf = (frame: Frame, style: { size: number; lead: number; weight?: 700; colour?: string }): Style => ({
  ...{ size: style.size * frame.scale, lead: style.lead * frame.scale },
  ...{ weight: style.weight ?? 400, colour: style.colour ?? INK },
});

function paintCluster(frame: Frame, cluster: ClusterBox): void {
  const { press, scale } = frame;
  const [x, y, w, h] = boxOf(frame, cluster);
  press.pen.box([x, y, w, h], { fill: '#fbfaf8', line: LINE, radius: CLUSTER.radius * scale });
  if (isFar(frame)) return;
  const title = press.source.board.clusters.get(cluster.id)?.title ?? '';
  const style = styleOf(frame, { size: 19, lead: CLUSTER.titleLineH, weight: 700 });
  const pad = CLUSTER.pad * scale;
  const spot = { x: x + pad, y: y + 14 * scale, width: w - 2 * pad, style };
  if (cluster.titleLines.length > 0) press.pen.lines(withoutHyphens(plainLine(title), cluster.titleLines), spot);
  else press.pen.line(m.export_untitled_cluster({}, { locale: press.source.locale }), { ...spot, colour: INK_SOFT });
  const below = y + cluster.headH * scale - 31 * scale;
  const count = m.export_ideas_count({ count: cluster.count }, { locale: press.source.locale });
  const small = styleOf(frame, { size: 13, lead: 20, colour: INK_SOFT });
  press.pen.line(count, { x: x + pad, y: below, width: 70 * scale, style: small });
  const sectors = [...cluster.bySector].flatMap(([sector, of]) => Array.from({ length: of }, () => ({ sector })));
  const bar = { x: x + pad + 78 * scale, y: below + 7 * scale, w: w - 2 * pad - 78 * scale, h: 6 * scale };
  if (sectors.length > 0) paintBar(press, sharesOfIdeas(sectors, press), bar);
}

function paintPoolTitle(frame: Frame): void {
  const { press, arrangement } = frame;
  const title = m.export_pool({}, { locale: press.source.locale });
  if (isFar(frame)) return paintFarTitle(frame, arrangement.pool, title);
  const [x, y, w] = boxOf(frame, arrangement.pool);
  const style = styleOf(frame, { size: 15, lead: 20, weight: 700, colour: INK_SOFT });
  press.pen.line(title, { x, y, width: w, style });
}

function paintCard(frame: Frame, card: CardBox): void {
  const { press, scale } = frame;
  const idea = press.source.board.ideas.get(card.id);
  if (!idea) return;
  const { index, look } = press.look(idea.sector);
  const [x, y, w, h] = boxOf(frame, card);
  if (isFar(frame)) return press.pen.box([x, y, w, h], { fill: between(look.ink, look.paper) });
  press.pen.box([x, y, w, h], { fill: look.paper, radius: 10 * scale });
  const lines = withoutHyphens(idea.text, card.lines);
  const style = styleOf(frame, { size: CARD_TEXT.size, lead: CARD.lineH });
  press.pen.lines(lines, {
    x: x + CARD.padX * scale,
    y: y + CARD.padTop * scale,
    width: CARD_TEXT.width * scale,
    style,
  });
  const foot = y + h - 25 * scale;
  press.pen.glyph(index, look, { x: x + CARD.padX * scale, y: foot, size: 14 * scale });
  const small = styleOf(frame, { size: 12.5, lead: 14, colour: INK_SOFT });
  const by = initials(press.names.author(idea) || undefined);
  if (by !== '') press.pen.line(by, { x: x + 33 * scale, y: foot, width: 60 * scale, style: small });
}

/** From far away the words are on a plate over the cards, in a size that can be read, as far as there is room. */
function paintFarTitle(frame: Frame, box: Rect, title: string): void {
  const { press } = frame;
  const [x, y, w] = boxOf(frame, box);
  const style: Style = { size: TITLE_MIN, lead: TITLE_MIN * 1.35, weight: 700, colour: INK };
  const shown = press.pen.shortened(title, style, w - 4);
  if (graphemes(shown).length < LETTERS_MIN) return;
  const width = press.pen.widthOf(shown, style);
  press.pen.box([x, y, width + 4, style.lead], { fill: PAPER });
  press.pen.line(shown, { x: x + 2, y, width, style });
}

/** A colour between ink and paper, for cards without words. */
function between(ink: string, paper: string): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [ink, paper].map((colour) => parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * PALER)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
