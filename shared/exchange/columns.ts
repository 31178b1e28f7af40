/** Which column of a table is what, by its heading. People name them in many ways, so headings are compared by their bones. */

export type ColumnName = 'text' | 'author' | 'sector' | 'cluster' | 'createdAt';

/** Index of each column that was recognised; a table without `text` cannot be used. */
export type Columns = { readonly [name in ColumnName]?: number };

/** The most telling heading first: when a table has several, the first of the list wins. */
const HEADINGS: Record<ColumnName, readonly string[]> = {
  text: [
    ...[
      'comment-body',
      'idee',
      'idea',
      'ideen',
      'ideas',
      'beitrag',
      'beiträge',
      'vorschlag',
      'vorschläge',
      'suggestion',
    ],
    ...['text', 'content', 'inhalt', 'karte', 'card', 'comment', 'kommentar', 'body', 'beschreibung', 'description'],
    ...['contribution', 'notiz', 'note', 'antwort', 'answer', 'titel', 'title'],
  ],
  author: [
    ...['author', 'autor', 'autorin', 'autor/in', 'verfasser', 'verfasserin', 'urheber', 'author-name', 'name', 'von'],
    ...['person', 'participant', 'teilnehmer', 'teilnehmerin', 'created-by', 'erstellt von', 'user', 'author-id'],
  ],
  sector: ['sector', 'sektor', 'bereich', 'branche', 'herkunft'],
  cluster: [
    ...['cluster', 'thema', 'themen', 'themenfeld', 'topic', 'theme', 'kategorie', 'category', 'rubrik', 'gruppe'],
    ...['group', 'section', 'spalte', 'column'],
  ],
  createdAt: [
    ...['timestamp', 'zeitstempel', 'created', 'created-at', 'erstellt', 'erstellt am', 'angelegt', 'datetime'],
    ...['date', 'datum', 'zeit', 'time', 'zeitpunkt'],
  ],
};

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[äæ]|ae/g, 'a'],
  [/[öø]|oe/g, 'o'],
  [/ü|ue/g, 'u'],
  [/ß/g, 'ss'],
];

/** A word without case, umlauts, accents, spaces and punctuation: `Vorschläge`, `VORSCHLAEGE ` and `vorschlage` are one. */
export function bones(word: string): string {
  let bare = word.normalize('NFC').toLowerCase();
  for (const [spelling, letter] of SPELLINGS) bare = bare.replace(spelling, letter);
  return bare.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
}

const NAMES = Object.keys(HEADINGS) as ColumnName[];
const BONES = new Map(NAMES.map((name) => [name, HEADINGS[name].map(bones)]));

export function findColumns(row: readonly string[]): Columns {
  const bare = row.map(bones);
  const columns: { -readonly [name in ColumnName]?: number } = {};
  for (const [name, headings] of BONES) {
    const heading = headings.find((known) => bare.includes(known));
    if (heading !== undefined) columns[name] = bare.indexOf(heading);
  }
  return columns;
}
