import PDFDocument from 'pdfkit';

/** pdfkit's document, with what this needs besides. */
export class Paper extends PDFDocument {
  #drawn: string[] = [];
  #meaning: string | null = null;

  /** What is written meanwhile stands for these characters, for whoever copies, searches or listens. */
  meaning(characters: string, write: () => void): void {
    this.#meaning = characters;
    write();
    this.#meaning = null;
  }

  /** Gathers what is drawn on a page: pdfkit would make bytes of every single stroke. */
  override addContent(data: string): this {
    // Inside of the text object: where that ends, readers lose the font, and with it the characters.
    if (this.#meaning !== null && data === 'BT') this.#drawn.push(`BT /Span ${actualText(this.#meaning)} BDC`);
    else if (this.#meaning !== null && data === 'ET') this.#drawn.push('EMC ET');
    else this.#drawn.push(data);
    return this;
  }

  override flushPages(): void {
    if (this.#drawn.length > 0) this.page.write(this.#drawn.join('\n'));
    this.#drawn = [];
    super.flushPages();
  }

  /** pdfkit writes the title as it is, though this is XML. */
  override endMetadata(): void {
    this.info.Title = forXml(this.info.Title ?? '');
    super.endMetadata();
  }
}

const actualText = (text: string): string =>
  `<</ActualText <FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>>>`;

const forXml = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
