import { describe, expect, test } from 'vitest';
import { imported, refused } from './fixture.ts';

describe('the table', () => {
  test.each([
    ['a semicolon', 'Idee;Autor\nBänke, viele;Mara\n'],
    ['a comma', 'Autor,Idee\nMara,"Bänke, viele"\n'],
    ['a tab', 'Idee\tAutor\nBänke, viele\tMara\n'],
    ['a bar', 'Autor|Idee\nMara|Bänke, viele\n'],
    ['a separator that the file names', 'sep=|\nAutor|Idee\nMara|Bänke, viele\n'],
    ['CRLF', 'Idee;Autor\r\nBänke, viele;Mara\r\n'],
    ['CR', 'Idee;Autor\rBänke, viele;Mara\r'],
    ['no line end at the end', 'Idee;Autor\nBänke, viele;Mara'],
    ['empty lines all over', '\n\nIdee;Autor\n\n;\nBänke, viele;Mara\n\n'],
  ])('[IM1] reads %s', async (_, file) => {
    const { list, left } = await imported(file);
    expect(list).toMatchObject([{ text: 'Bänke, viele', from: 'Mara', author: null, sector: 'other' }]);
    expect(left).toEqual([]);
  });

  test.each([
    'text',
    'comment-body',
    'IDEE',
    ' idea ',
    'Beitrag',
    'Beiträge',
    'beitraege',
    'Vorschlag',
    'VORSCHLÄGE',
    'Comment_Body',
    '"Content"',
  ])('[IM2] knows the heading %s', async (heading) => {
    const { texts } = await imported(`Nr;${heading};x\n1;Mehr Bänke;y\n`);
    expect(texts).toEqual(['Mehr Bänke']);
  });

  test('[IM2] takes sector, cluster and time from columns in any order, in German and English', async () => {
    const german = await imported('Erstellt am;Thema;Idee;Bereich\n2025-04-01T10:00:00Z;Parken;Bänke;Kreative\n');
    const english = await imported('sector,timestamp,idea,topic\nCREATIVE,1743501600000,Bänke,Parken\n');
    for (const { list, board } of [german, english]) {
      expect(list).toMatchObject([{ text: 'Bänke', sector: 'creative', createdAt: Date.UTC(2025, 3, 1, 10) }]);
      expect([...board.clusters.values()]).toMatchObject([{ title: 'Parken', at: [30, 84] }]);
    }
  });

  test('[IM3] takes a file without a heading as one idea per line, the first line too', async () => {
    const { texts, left } = await imported(
      'Mehr Bänke, mehr Schatten\n\nNachtbusse; stündlich\n"Haus der Räder" öffnen\n',
    );
    expect(texts).toEqual(['Mehr Bänke, mehr Schatten', 'Nachtbusse; stündlich', '"Haus der Räder" öffnen']);
    expect(left).toEqual([]);
  });

  test('[IM3] a single column with a heading may have separators in its texts', async () => {
    const { texts } = await imported('Idee\nBänke, viele\nA;B\n');
    expect(texts).toEqual(['Bänke, viele', 'A;B']);
  });

  test('[IM4] a table without a column of ideas is refused with what was found and what is needed', async () => {
    const answer = await refused('Nr;Foo\n1;Bänke\n2;Bäume\n');
    expect(answer.refused).toBe('unreadable-import');
    expect(answer.detail).toBe(
      'Gefunden wurden die Spalten „Nr“, „Foo“. Es braucht eine, in der die Ideen stehen – nenne sie zum Beispiel „Idee“ oder „Text“.',
    );
    expect((await refused('a,b\n1,2\n', { locale: 'en' })).detail).toContain('“a”, “b”');
  });
});

describe('the bytes', () => {
  const TEXT = 'Idee;Autor\nGrößere Bänke – „schön“ für 5 €;Zoë\n';
  const utf16 = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');
  const windows1252 = Buffer.from(
    TEXT.replace('–', '\x96').replace('„', '\x84').replace('“', '\x93').replace('€', '\x80'),
    'latin1',
  );
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['Windows-1252', windows1252],
  ])('[IM5] are read as %s', async (_, bytes) => {
    const { list } = await imported(bytes);
    expect(list).toMatchObject([{ text: 'Größere Bänke – „schön“ für 5 €', from: 'Zoë' }]);
  });

  test.each([
    ['nothing', '', 'empty-import'],
    ['only spaces', ' \n \r\n', 'empty-import'],
    ['only a heading', 'Idee;Autor\n', 'empty-import'],
    ['zeros', '\0\0\0\0', 'unreadable-import'],
    ['an Excel file', 'PK\x03\x04rest', 'not-this-format'],
    ['a PDF', '%PDF-1.7', 'not-this-format'],
    ['broken JSON', '{"format": "tafelrunde/board", ', 'unreadable-import'],
    ['foreign JSON', '{"cards": []}', 'unreadable-import'],
  ])('[IM6] with %s in them are refused', async (_, file, type) => {
    expect((await refused(file)).refused).toBe(type);
  });
});
