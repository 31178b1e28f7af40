import { fileName } from '#shared/exchange/file-name.ts';
import { boardToJson } from '#shared/exchange/json.ts';
import { outlineOf } from '#shared/exchange/outline.ts';
import { m } from '#shared/messages/compiled/messages.js';
import { Faces } from './faces.ts';
import { flow, type Block, type Placed } from './flow.ts';
import { agreedPart } from './part-agreed.ts';
import { coursePart } from './part-course.ts';
import { clusterParts, freePart, poolPart } from './part-ideas.ts';
import { legendPart } from './part-legend.ts';
import { contentsPart, titlePart } from './part-title.ts';
import { votesPart } from './part-votes.ts';
import { wallPart } from './part-wall.ts';
import { Paper } from './paper.ts';
import { Pen } from './pen.ts';
import { Press, type ProtocolSource } from './press.ts';
import { plainLine } from './set-lines.ts';
import { longDay } from './times.ts';
import { PAGE, TEXT_W, TYPE } from './type.ts';

/** The board's protocol as PDF/A-3a: what came of the evening, with the board itself as JSON in it. The same source gives the same bytes. */
export async function boardToPdf(source: ProtocolSource): Promise<Buffer> {
  const json = boardToJson(source);
  const doc = newDocument(source);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = new Promise((resolve) => doc.on('end', resolve));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const pen = new Pen(doc, await Faces.for(json));
  print(doc, new Press({ pen, root, source, outline: outlineOf(source.board) }));
  attach(doc, json, source);
  root.end();
  doc.end();
  await written;
  return Buffer.concat(chunks);
}

function newDocument({ info, locale, now }: ProtocolSource): Paper {
  const named = { Title: plainLine(info.title), Creator: 'Tafelrunde', Producer: 'Tafelrunde' };
  return new Paper({
    ...{ autoFirstPage: false, pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, displayTitle: true },
    ...{ lang: locale, font: '', info: { ...named, CreationDate: new Date(now), ModDate: new Date(now) } },
  });
}

/** Puts the parts together and on pages; only then their numbers are known, and everything is drawn. */
function print(doc: Paper, press: Press): void {
  const title = titlePart(press);
  const parts = partsOf(press);
  const numbers = new Map<unknown, number>();
  const contents = contentsPart(press, press.sections, ({ heading }) => numbers.get(heading) ?? 0);
  const pages = flow([...title, ...contents, NEW_PAGE, ...parts], ROOM);
  for (const [i, page] of pages.entries()) for (const { block } of page) numbers.set(block, i + 1);
  for (const [i, page] of pages.entries()) printPage(doc, press, { page, number: i + 1, of: pages.length });
}

const NEW_PAGE: Block = { before: 0, height: 0, keeps: true, breaks: true, paint: () => undefined };
const ROOM = { top: PAGE.top, height: PAGE.bottom - PAGE.top } as const;

/** In the order of the evening; what was not needed stays away. */
const partsOf = (press: Press) => [
  ...coursePart(press),
  ...votesPart(press),
  ...clusterParts(press),
  ...freePart(press),
  ...agreedPart(press),
  ...poolPart(press),
  ...wallPart(press),
  ...legendPart(press),
];

interface Page {
  readonly page: readonly Placed[];
  readonly number: number;
  readonly of: number;
}

function printPage(doc: Paper, press: Press, { page, number, of }: Page): void {
  doc.addPage({ size: 'A4', margin: 0 });
  for (const { y, block } of page) block.paint(y);
  press.pen.aside(() => {
    const spot = { x: PAGE.left, width: TEXT_W, style: TYPE.running };
    press.pen.line('Tafelrunde', { ...spot, y: PAGE.foot });
    press.pen.line(`${number} / ${of}`, { ...spot, y: PAGE.foot, align: 'right' });
    if (number > 1) paintHead(press);
  }, 'Pagination');
}

const DAY_W = 180;

/** The board's title is shortened there: it stands in full on the first page. */
function paintHead({ pen, source, day: time }: Press): void {
  const { info, locale } = source;
  const day = m.protocol_of({ day: longDay(time, locale) }, { locale });
  const right = { x: PAGE.right - DAY_W, y: PAGE.head, width: DAY_W, style: TYPE.running, align: 'right' as const };
  pen.line(pen.shortened(info.title, TYPE.running, TEXT_W - DAY_W - 16), {
    ...right,
    x: PAGE.left,
    width: TEXT_W,
    align: 'left',
  });
  pen.line(day, right);
}

/** The board as JSON goes along, so that the protocol itself can be taken in again. */
function attach(doc: Paper, json: string, { info, now, locale }: ProtocolSource): void {
  const date = new Date(now);
  doc.file(Buffer.from(json), {
    name: fileName(info.title, { now, extension: 'json' }),
    ...{ type: 'application/json', relationship: 'Source', description: m.protocol_legend_copy({}, { locale }) },
    ...{ creationDate: date, modifiedDate: date },
  });
}
