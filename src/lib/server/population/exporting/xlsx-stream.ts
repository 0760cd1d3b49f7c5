import { type ZipPart, zipStream } from './zip-stream.ts';

/** What a written cell holds: text, a number, or nothing. */
export type WrittenCell = string | number | null;

/** A sheet to be written. */
export interface WrittenSheet {
  name: string;
  headings: readonly string[];
  /** Rows of cells, as many at a time as are at hand. */
  rows: AsyncIterable<readonly (readonly WrittenCell[])[]>;
}

/**
 * An Excel workbook of one sheet, written as its rows come: memory does not grow with them. Text is
 * text, formatted as such, so that no NIK loses its digits; no cell is a formula, and one that
 * begins like one has an apostrophe before it.
 */
export function xlsxStream(sheet: WrittenSheet): AsyncGenerator<Buffer, void, undefined> {
  return zipStream([...frame(sheet.name), { name: 'xl/worksheets/sheet1.xml', text: body(sheet) }]);
}

/** Text that no spreadsheet program takes for a formula; the reader takes the apostrophe off again. */
export function harmlessText(text: string): string {
  return /^[=+@-]/.test(text) && text !== '-' ? `'${text}` : text;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by number: 1 a heading, 2 text. */
const HEADING = 1;
const TEXT = 2;

function frame(sheetName: string): ZipPart[] {
  const part = (name: string, text: string): ZipPart => ({ name, text: [XML + text] });
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
        '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>',
    ),
  ];
}

async function* body({ headings, rows }: WrittenSheet): AsyncGenerator<string, void, undefined> {
  yield (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>` +
    `<cols><col min="1" max="${headings.length}" width="18" customWidth="1"/></cols><sheetData>`
  );
  const letters = headings.map((_, index) => columnLetters(index));
  const row = (number: number, cells: readonly WrittenCell[], style: number) => {
    let text = `<row r="${number}">`;
    for (const [index, cell] of cells.entries()) {
      if (cell === null || cell === '') continue;
      const place = `<c r="${letters[index]}${number}"`;
      text +=
        typeof cell === 'number'
          ? `${place}><v>${cell}</v></c>`
          : `${place} t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(harmlessText(cell))}</t></is></c>`;
    }
    return `${text}</row>`;
  };
  yield row(1, headings, HEADING);
  let number = 1;
  for await (const step of rows) {
    let text = '';
    for (const cells of step) {
      number += 1;
      text += row(number, cells, TEXT);
    }
    yield text;
  }
  yield '</sheetData></worksheet>';
}

/** 0 → `A`, 27 → `AB` */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** The text without what a workbook cannot hold: control characters and halves of characters. */
export function writableText(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '').replace(/\r\n?/g, '\n');
}

const escaped = (text: string): string =>
  writableText(text).replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
