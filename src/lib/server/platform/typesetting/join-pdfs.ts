import type { PDF, PdfDict, PdfObject, PDFPage } from '@libpdf/core';
import type { PdfOutput } from './pdf-output.ts';

/** What the joined document says of itself, and how it is to be printed. */
export interface JoinedDocument {
  title: string;
  author: string;
  createdAt: Date;
  /** Each document begins on a new sheet where sheets are printed on both sides. */
  bothSides: boolean;
}

/**
 * What a page is drawn with. Left behind: what leads to other pages, marks for readers, and fields of
 * signatures, which hold in the document itself only.
 */
const drawn = ['MediaBox', 'CropBox', 'Rotate', 'Resources', 'Contents', 'Group', 'UserUnit'];

/**
 * Joins PDFs one after the other, to be printed. Each is read when its turn comes and let go of when it
 * is written, so that it takes the memory of one, however many there are.
 */
export async function* joinPdfs(
  documents: AsyncIterable<Uint8Array>,
  { title, author, createdAt, bothSides }: JoinedDocument,
): AsyncGenerator<Uint8Array> {
  // The library is large, and few processes ever join anything.
  const [{ PDF }, { PdfOutput }] = await Promise.all([
    import('@libpdf/core'),
    import('./pdf-output.ts'),
  ]);
  const output = new PdfOutput();
  output.text('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const [catalogue, tree, info] = [output.reserve(), output.reserve(), output.reserve()];
  const pages: number[] = [];
  for await (const bytes of documents) {
    const document = await PDF.load(bytes);
    const copy = output.copyFrom(document);
    for (const page of document.getPages())
      pages.push(writePage(output, tree, document, page, copy));
    if (bothSides && pages.length % 2 === 1) pages.push(writeBlank(output, tree, document));
    yield output.take();
  }
  const kids = pages.map((page) => `${page} 0 R`).join(' ');
  output.object(tree, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  output.object(catalogue, `<< /Type /Catalog /Pages ${tree} 0 R /Lang (id-ID) >>`);
  const day = createdAt.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  output.object(
    info,
    `<< /Title ${textString(title)} /Author ${textString(author)} /CreationDate (D:${day}Z) >>`,
  );
  output.end(catalogue, info);
  yield output.take();
}

function writePage(
  output: PdfOutput,
  tree: number,
  document: PDF,
  page: PDFPage,
  copy: (object: PdfObject) => string,
): number {
  const entries = drawn.flatMap((key) => {
    const value = findInherited(document, page.dict, key);
    return value ? [`/${key} ${copy(value)}`] : [];
  });
  const number = output.reserve();
  output.object(number, `<< /Type /Page /Parent ${tree} 0 R ${entries.join(' ')} >>`);
  return number;
}

/** An empty back of the document's last page. */
function writeBlank(output: PdfOutput, tree: number, document: PDF): number {
  const { x, y, width, height } = document.getPages().at(-1)!.getMediaBox();
  const number = output.reserve();
  output.object(
    number,
    `<< /Type /Page /Parent ${tree} 0 R /MediaBox [${x} ${y} ${x + width} ${y + height}] /Resources << >> >>`,
  );
  return number;
}

/** A page's own, or what the branch of pages that it hangs on has for all. */
function findInherited(document: PDF, dict: PdfDict, key: string): PdfObject | undefined {
  const resolve = document.getObject.bind(document);
  for (let at: PdfDict | undefined = dict; at; at = at.getDict('Parent', resolve)) {
    const own = at.get(key);
    if (own) return own;
  }
  return undefined;
}

/** A text in UTF-16, as PDF writes what is no code. */
const textString = (text: string) =>
  `<feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`;
