import { m } from '#shared/messages/compiled/messages.js';
import type { BoardView } from '../board/view.svelte.ts';

/** What an action is about, in its own words; null when it is about nothing, or that is gone. */
export function aboutOf(view: Pick<BoardView, 'ideas' | 'clusters'>, on: string | undefined): string | null {
  if (on === undefined) return null;
  const cluster = view.clusters.get(on);
  if (cluster) return m.plan_about_cluster({ title: cluster.title || m.list_untitled() });
  const idea = view.ideas.get(on);
  return idea === undefined || idea.hidden ? null : m.plan_about_idea({ idea: idea.text });
}
