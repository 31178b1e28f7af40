/**
 * What the board page shows in some steps or on demand: one file, fetched when the board stands and the browser has
 * nothing else to do, so that neither a change of step nor a lost line leaves a gap.
 */
export { default as AwaySign } from '../../away/AwaySign.svelte';
export { default as FindBar } from '../../find/FindBar.svelte';
export { default as MergeDialogs } from '../../merge/MergeDialogs.svelte';
export { default as SimilarHint } from '../../merge/SimilarHint.svelte';
export { default as ForWhom } from '../../people/ForWhom.svelte';
export { default as NameDialog } from '../../people/NameDialog.svelte';
export { default as PeopleList } from '../../people/PeopleList.svelte';
export { default as Signals } from '../../people/Signals.svelte';
export { default as TakeOver } from '../../people/TakeOver.svelte';
export { default as Plan } from '../../plan/Plan.svelte';
export { default as Requests } from '../../plan/Requests.svelte';
export { default as LeavingSign } from '../../steps/LeavingSign.svelte';
export { default as FollowSign } from '../../steps/FollowSign.svelte';
export { default as SilenceSign } from '../../steps/SilenceSign.svelte';
export { default as TimerSign } from '../../steps/TimerSign.svelte';
export { default as TalkDialogs } from '../../talk/TalkDialogs.svelte';
export { default as ResultView } from '../../vote/ResultView.svelte';
export { default as VoteBar } from '../../vote/VoteBar.svelte';
export { default as NotebookPanel } from './NotebookPanel.svelte';
export { default as Closed } from './Closed.svelte';
export { default as NewVersion } from './NewVersion.svelte';
export { default as Rescue } from './Rescue.svelte';
export { default as TakeHome } from './TakeHome.svelte';
