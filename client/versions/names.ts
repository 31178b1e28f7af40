import { m } from '#shared/messages/compiled/messages.js';
import type { RestoreSize, Version } from '#shared/model/version.ts';
import { stepName } from '../steps/names.ts';

/** What a version is called; `momentText` says a time. */
export function nameOfVersion({ why }: Version, momentText: (at: number) => string): string {
  switch (why.is) {
    case 'hand':
      return why.name;
    case 'step':
      return m.versions_step({ step: stepName(why.step) });
    case 'import':
      return m.versions_import();
    case 'restore':
      return m.versions_before({ when: momentText(why.of) });
  }
}

/** What restoring would do, in sentences; there is something to do. */
export function sentencesOf({ back, changed, removed, newer, left }: RestoreSize): readonly string[] {
  const ideas = back + changed + removed;
  return [
    ideas === 0 && m.versions_other(),
    back > 0 && m.versions_back({ count: back }),
    changed > 0 && m.versions_changed({ count: changed }),
    removed > 0 && m.versions_removed({ count: removed }),
    newer > 0 && m.versions_newer({ count: newer }),
    left > 0 && m.versions_left({ count: left }),
  ].filter((sentence) => sentence !== false);
}
