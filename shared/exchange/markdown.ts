import { m } from '../messages/compiled/messages.js';
import { votesToMarkdown } from './markdown-votes.ts';
import { agreedOf, shownIn } from './agreed.ts';
import { actionsToMarkdown } from './markdown-actions.ts';
import { countIdeas, listed, outlineOf, type Outline, type OutlineIdea } from './outline.ts';
import { saidItems } from './said-items.ts';
import { plain } from './plain.ts';
import { saidOf } from './said.ts';
import { Names, type Locale, type Source } from './source.ts';

/** The board as CommonMark: title, question, date, then the outline. What people wrote stays text, whatever it looks like. */
export function boardToMarkdown(source: Source): string {
  const { board, info, locale, now } = source;
  const outline = outlineOf(board);
  const names = new Names(source);
  const said = saidItems(saidOf(source, shownIn(outline)), { names, locale, plain });
  const facts = [
    new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now),
    m.export_ideas_count({ count: countIdeas(outline) }, { locale }),
    m.export_clusters_count({ count: outline.clusters.length }, { locale }),
  ];
  const blocks = [
    `# ${plain(info.title)}`,
    ...(info.question === undefined ? [] : [plain(info.question)]),
    facts.join(' · '),
    ...sectionsOf(outline, locale).flatMap(({ title, ideas }) => [`## ${plain(title)}`, ...listOf(ideas, names, said)]),
    ...votesToMarkdown(source),
    ...actionsToMarkdown(agreedOf(board, outline, names), locale),
  ];
  return blocks.join('\n\n') + '\n';
}

interface Section {
  readonly title: string;
  readonly ideas: readonly OutlineIdea[];
}

/** Every cluster, also an empty one; what lies elsewhere only if something does. */
function sectionsOf(outline: Outline, locale: Locale): Section[] {
  const elsewhere = [
    { title: m.export_free({}, { locale }), ideas: outline.free },
    { title: m.export_pool({}, { locale }), ideas: outline.pool },
  ];
  const clusters = outline.clusters.map(({ cluster, ideas }) => ({
    title: cluster.title.trim() || m.export_untitled_cluster({}, { locale }),
    ideas,
  }));
  return [...clusters, ...elsewhere.filter(({ ideas }) => ideas.length > 0)];
}

/** One list as one block; nothing when there are no ideas. Deeper merges than Markdown lists bear stay at the same depth. */
function listOf(ideas: readonly OutlineIdea[], names: Names, said: ReadonlyMap<string, readonly string[]>): string[] {
  const items = listed(ideas).flatMap(({ idea, depth }) => {
    const who = [names.sector(idea), names.author(idea)].filter(Boolean).map(plain).join(', ');
    const indent = '  '.repeat(Math.min(depth, DEPTH_MAX));
    const below = (said.get(idea.id) ?? []).map((item) => `${indent}  - ${item}`);
    return [`${indent}- ${plain(idea.text)} (${who})`, ...below];
  });
  return items.length > 0 ? [items.join('\n')] : [];
}

const DEPTH_MAX = 6;
