import * as v from 'valibot';
import {
  BOARD_QUESTION_MAX,
  BOARD_TITLE_MAX,
  ORGANISATION_MAX,
  PERSON_NAME_MAX,
  RETENTION_DAYS_MAX,
  SECTOR_NAME_MAX,
  VERSION_NAME_MAX,
} from '../model/limits.ts';
import type { Cluster, Idea } from '../model/board.ts';
import { areSectors, isSectorId, type Sector } from '../model/sector.ts';
import { AGENDA_TEMPLATES, type AgendaTemplate } from '../model/step.ts';
import type { RestoreSize, Version } from '../model/version.ts';
import { agendaShape } from './agenda.ts';

/** Shapes of the HTTP calls. Faults name a key of the catalogues (`fault_<key>`), so that each becomes a sentence. */

const line = (max: number) =>
  v.pipe(v.string('not-text'), v.trim(), v.maxLength(max, 'too-long'), v.regex(/^[^\p{Cc}]*$/u, 'control-characters'));
const filled = (max: number) => v.pipe(line(max), v.nonEmpty('missing'));
/** An optional line; empty means absent. */
const maybeLine = (max: number) =>
  v.optional(
    v.pipe(
      line(max),
      v.transform((text) => text || undefined),
    ),
  );

const sector = v.object({
  id: v.pipe(
    v.string('not-text'),
    v.check((id: string) => isSectorId(id), 'not-a-sector'),
  ),
  name: v.exactOptional(filled(SECTOR_NAME_MAX)),
});

export const createBoardBody = v.object(
  {
    title: filled(BOARD_TITLE_MAX),
    question: maybeLine(BOARD_QUESTION_MAX),
    agenda: v.optional(
      v.union([v.picklist(Object.keys(AGENDA_TEMPLATES) as AgendaTemplate[]), agendaShape], 'unknown-agenda'),
    ),
    sectors: v.optional(
      v.pipe(
        v.array(sector, 'not-sectors'),
        v.check((sectors: Sector[]) => areSectors(sectors), 'not-sectors'),
      ),
    ),
    anonymous: v.optional(v.boolean('not-yes-or-no'), false),
    locale: v.optional(v.picklist(['de', 'en'], 'unknown-language'), 'de'),
    retentionDays: v.optional(
      v.pipe(
        v.number('not-a-number'),
        v.integer('not-a-number'),
        v.minValue(1, 'out-of-range'),
        v.maxValue(RETENTION_DAYS_MAX, 'out-of-range'),
      ),
    ),
  },
  'not-an-object',
);

export const joinBody = v.object(
  {
    name: maybeLine(PERSON_NAME_MAX),
    organisation: maybeLine(ORGANISATION_MAX),
    sector: v.string('missing'),
  },
  'not-an-object',
);

export const keepVersionBody = v.object({ name: filled(VERSION_NAME_MAX) }, 'not-an-object');

export type CreateBoardBody = v.InferOutput<typeof createBoardBody>;
/** What a client may send to create a board. */
export type CreateBoardRequest = v.InferInput<typeof createBoardBody>;
export type JoinBody = v.InferOutput<typeof joinBody>;

export interface BoardCreated {
  readonly board: { readonly id: string; readonly code: string };
  readonly moderator: { readonly participantId: string; readonly token: string };
  readonly links: { readonly join: string; readonly moderate: string; readonly screen: string };
}

/** What the join page may know before anybody sits down; nothing else. */
export interface Door {
  readonly title: string;
  readonly question?: string;
  readonly sectors: readonly Sector[];
  readonly open: boolean;
  readonly retentionDays: number;
}

export interface Joined {
  readonly boardId: string;
  readonly participantId: string;
  readonly role: 'participant';
  readonly token: string;
}

export interface ScreenCreated {
  readonly token: string;
  readonly link: string;
}

export interface ModeratorCreated extends ScreenCreated {
  readonly participantId: string;
}

/** One remark about an import: 1-based line in the file (in our JSON: position in its list), and a key of the catalogues (`import_<reason>`). */
export interface ImportFault {
  readonly line: number;
  readonly reason: string;
  readonly sentence: string;
}

export interface Imported {
  readonly ideas: number;
  readonly clusters: number;
  /** What did not come in. */
  readonly left: readonly ImportFault[];
  /** What came in a little differently from how it stood in the file. */
  readonly notes: readonly ImportFault[];
}

/** Newest first. */
export interface Versions {
  readonly versions: readonly Version[];
}

/** A version to look at, and what restoring it would do now. */
export interface VersionRead {
  readonly version: Version;
  readonly ideas: readonly Idea[];
  readonly clusters: readonly Cluster[];
  readonly size: RestoreSize;
}

export interface VersionRestored {
  /** The version that undoes it; null when there was nothing to do. */
  readonly undo: number | null;
  readonly size: RestoreSize;
}
