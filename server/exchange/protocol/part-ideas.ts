import { listed, type OutlineIdea } from '#shared/exchange/outline.ts';
import { m } from '#shared/messages/compiled/messages.js';
import { paintBar, sharesOfIdeas } from './bars.ts';
import { byDots, lastDots, type Dots } from './dots.ts';
import type { Block } from './flow.ts';
import { ideaRows } from './idea-rows.ts';
import type { Press, Section } from './press.ts';
import { PAGE, TYPE } from './type.ts';

/** How far the bar of a part stands from its count, how long and how high it is; in points. */
const BAR = { x: 64, w: 166, h: 5, gap: 12 } as const;

/** A part for each cluster with all its ideas, empty ones too. */
export function clusterParts(press: Press): Block[] {
  const { locale } = press.source;
  const [onIdeas, onClusters] = [lastDots(press, 'ideas'), lastDots(press, 'clusters')];
  return press.outline.clusters.flatMap(({ cluster, ideas }) => {
    const title = cluster.title.trim() || m.export_untitled_cluster({}, { locale });
    const row = onClusters?.rows.get(cluster.id);
    return part(press, { title, ideas, dots: onIdeas, told: row && onClusters ? onClusters.words(row) : null });
  });
}

/** What lies free on the wall, if anything does. */
export const freePart = (press: Press): Block[] => rest(press, press.outline.free, m.export_free);

/** What nobody has sorted yet, if there is anything. */
export const poolPart = (press: Press): Block[] => rest(press, press.outline.pool, m.export_pool);

function rest(press: Press, ideas: readonly OutlineIdea[], title: typeof m.export_pool): Block[] {
  const { locale } = press.source;
  if (ideas.length === 0) return [];
  return part(press, { title: title({}, { locale }), ideas, dots: lastDots(press, 'ideas'), told: null });
}

interface Part {
  readonly title: string;
  readonly ideas: readonly OutlineIdea[];
  readonly dots: Dots | null;
  /** What a vote on clusters gave it. */
  readonly told: string | null;
}

function part(press: Press, { title, ideas, dots, told }: Part): Block[] {
  const section = press.section(title);
  const own = dots && ideas.some(({ idea }) => dots.rows.has(idea.id)) ? dots : null;
  const rows = ideaRows(press, section.node, { ideas: byDots(ideas, own), dots: own });
  const facts = factsOf(press, section, { ideas, told, sum: own ? sumOf(ideas, own) : null });
  return [section.heading, rows.length > 0 ? { ...facts, keeps: true } : facts, ...rows];
}

const sumOf = (ideas: readonly OutlineIdea[], { rows }: Dots): number =>
  ideas.reduce((sum, { idea }) => sum + (rows.get(idea.id)?.dots ?? 0), 0);

interface Facts {
  readonly ideas: readonly OutlineIdea[];
  readonly told: string | null;
  readonly sum: number | null;
}

/** How many ideas from which sectors, and the dots on them. */
function factsOf(press: Press, { node }: Section, { ideas, told, sum }: Facts): Block {
  const { locale } = press.source;
  const all = listed(ideas).map(({ idea }) => idea);
  const count = m.export_ideas_count({ count: all.length }, { locale });
  const after = [sum === null ? null : m.protocol_dots({ count: sum }, { locale }), told].filter((it) => it !== null);
  const paint = (y: number) => {
    const paragraph = press.pen.branch(node(), 'P');
    press.line(paragraph, 'Span', { text: count, x: PAGE.left, y, width: BAR.x - 4, style: TYPE.soft });
    const bar = { x: PAGE.left + BAR.x, y: y + (TYPE.soft.lead - BAR.h) / 2, w: BAR.w, h: BAR.h };
    if (all.length > 0) press.pen.aside(() => paintBar(press, sharesOfIdeas(all, press), bar));
    const x = bar.x + BAR.w + BAR.gap;
    if (after.length > 0)
      press.line(paragraph, 'Span', { text: after.join(' · '), x, y, width: PAGE.right - x, style: TYPE.soft });
    if (all.length > 0) press.rule(y + TYPE.soft.lead + 8);
  };
  return { before: 0, height: TYPE.soft.lead + 8, paint };
}
