/** Every limit in one place: named, with its unit and the reason for its size. */

/** Characters of an idea. Longer than 95 % of the real ideas we know; a card stays readable across a room. */
export const IDEA_TEXT_MAX = 280;
/** Characters of a cluster's title: two lines on a cluster. */
export const CLUSTER_TITLE_MAX = 80;
/** Characters of a comment. */
export const COMMENT_TEXT_MAX = 500;
/** Characters of the note on a mark. */
export const MARK_NOTE_MAX = 140;
/** Characters of an action's what. */
export const ACTION_WHAT_MAX = 200;
/** People named by one action. */
export const ACTION_WHO_MAX = 20;
/** Characters of where a carried-over idea came from. */
export const ORIGIN_MAX = 120;
/** Characters of a fractional index: 3,000 cards dropped at the same spot need about 500. */
export const RANK_MAX = 600;
/** World units a coordinate may lie from the middle of the wall. */
export const COORDINATE_MAX = 100_000;

/** Characters of a board's title. */
export const BOARD_TITLE_MAX = 120;
/** Characters of the question to the round. */
export const BOARD_QUESTION_MAX = 240;
/** Characters of a person's name. */
export const PERSON_NAME_MAX = 60;
/** Characters of an organisation. */
export const ORGANISATION_MAX = 80;
/** Characters of a sector's name. */
export const SECTOR_NAME_MAX = 30;
/** Sectors on one board: six are still told apart by colour and glyph. */
export const SECTORS_MAX = 6;
/** Steps in one agenda. */
export const AGENDA_STEPS_MAX = 20;
/** Minutes of one step, and of a timer. */
export const STEP_MINUTES_MAX = 600;
/** Characters of what the moderator says about a step: what fits under the headline of a projection. */
export const STEP_ABOUT_MAX = 300;
/** Ideas per person to which a step of collecting may be limited. */
export const IDEAS_PER_PERSON_MAX = 20;
/** Milliseconds that those still have who are writing when a step is left: enough for the end of a sentence. */
export const LEAVING_MS = 20_000;

/** Milliseconds without any moderator at the table after which others may take over: a laptop that restarts takes less. */
export const MODERATOR_AWAY_MS = 60_000;

/** Dots that each person may be given: beyond, nobody keeps count. */
export const DOTS_MAX = 20;
/** Dots that are proposed at most: people spend a minute on them, not the evening. */
export const DOTS_PROPOSED_MAX = 10;
/** Characters of a vote's name. */
export const VOTE_NAME_MAX = 80;
/** Votes of one board; every one is kept with its result. */
export const BOARD_VOTES_MAX = 30;
/** People from whom the dots of one sector must come to be told apart: of fewer it could be guessed who chose what. */
export const SECTOR_VOTERS_MIN = 5;
/** Stand-ins of one board, for people without a device. */
export const BOARD_STAND_INS_MAX = 60;

/** People on one board (seats ever given, screens not counted). */
export const BOARD_SEATS_MAX = 500;
/** Ideas on one board. */
export const BOARD_IDEAS_MAX = 3_000;
/** Clusters on one board. */
export const BOARD_CLUSTERS_MAX = 500;
/** Comments on one board: two on each idea of a full one. */
export const BOARD_COMMENTS_MAX = 6_000;
/** Marks on one board: each of 500 people marks thirty ideas. */
export const BOARD_MARKS_MAX = 15_000;
/** Actions on one board: nobody does more afterwards. */
export const BOARD_ACTIONS_MAX = 500;
/** Bytes of a board's document: eight times 3,000 ideas of usual length. Moderators, who clear up, may go twice as far. */
export const BOARD_BYTES_MAX = 8 * 1_048_576;
/** Versions of one board that are kept by themselves: an agenda gone through twice, with imports; beyond, the oldest goes. */
export const BOARD_VERSIONS_MAX = 50;
/** Versions of one board that people keep by hand; beyond, no more are taken. */
export const BOARD_NAMED_VERSIONS_MAX = 50;
/** Bytes of all versions of one board that are kept by themselves (a full board packs into a quarter of that), and again of those kept by hand. */
export const BOARD_VERSIONS_BYTES_MAX = 8 * 1_048_576;
/** Characters of a version's name. */
export const VERSION_NAME_MAX = 80;
/** Ideas in one notebook: more than anybody writes in an evening. */
export const NOTEBOOK_IDEAS_MAX = 300;
/** Texts that came back and were not thrown away; beyond, the oldest goes. */
export const NOTEBOOK_RETURNED_MAX = 200;
/** Screens of one board at the same time. */
export const BOARD_SCREENS_MAX = 50;

/** Days a board is kept when nobody says otherwise. */
export const RETENTION_DAYS_DEFAULT = 30;
/** Days a board may be kept. */
export const RETENTION_DAYS_MAX = 3_650;

/** Bytes of one sync frame: a whole offline day of one person stays far below. */
export const SYNC_FRAME_BYTES_MAX = 1_048_576;
/** Bytes of one person's presence as JSON. */
export const PRESENCE_BYTES_MAX = 1_024;
/** Client ids (one per opened tab that wrote something) of one person on one board. */
export const CLIENT_IDS_PER_SEAT_MAX = 2_000;
/** Bytes of a JSON request body, imports aside. */
export const BODY_BYTES_MAX = 64 * 1024;
/** Bytes of an import. */
export const IMPORT_BYTES_MAX = 5 * 1024 * 1024;
/** Rows of an import that are read: three times a full board, so that the report stays whole and the server quick. */
export const IMPORT_ROWS_MAX = 10_000;
/** Remarks in the report of one import; what comes after is counted. */
export const IMPORT_REMARKS_MAX = 1_000;
