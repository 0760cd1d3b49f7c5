import { zipStream, type ZipPart } from './zip-stream.ts';

/** How a cell looks. Text is never read as a formula, and 16 digits stay 16 digits. */
export type SheetStyle = 'plain' | 'title' | 'heading' | 'framed' | 'centred' | 'text';

export interface SheetCell {
  value: string | number;
  style?: SheetStyle;
  /** Columns and rows that the cell takes up; 1 unless said. */
  across?: number;
  down?: number;
}

/** A row of cells from the left; `null` leaves a place free (or to a cell that reaches over it). */
export type SheetRow = readonly (SheetCell | string | number | null)[];

export interface SheetLayout {
  /** The sheet's name: at most 31 characters. */
  name: string;
  /** Widths of the columns in characters. */
  widths: readonly number[];
  /** Rows that stay in sight, and are printed on every page. */
  headRows: { from: number; to: number };
  /** Columns that stay in sight. */
  stickyColumns: number;
}

const styles: Record<SheetStyle, number> = {
  plain: 0,
  title: 1,
  heading: 2,
  framed: 3,
  centred: 4,
  text: 5,
};

/**
 * A spreadsheet (.xlsx) piece by piece: rows are asked for as the reader takes bytes, so that a
 * village of 100 000 needs no more memory than one of 100. Set for landscape paper.
 */
export function spreadsheetStream(
  layout: SheetLayout,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
): AsyncGenerator<Buffer> {
  const { from, to } = layout.headRows;
  const printTitles = `'${layout.name.replaceAll("'", "''")}'!$${from}:$${to}`;
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: [contentTypes] },
    { name: '_rels/.rels', content: [relations('officeDocument', 'xl/workbook.xml')] },
    {
      name: 'xl/workbook.xml',
      content: [
        `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
          `<sheet name="${escaped(layout.name)}" sheetId="1" r:id="rId1"/></sheets>` +
          `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">` +
          `${escaped(printTitles)}</definedName></definedNames></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [relations('worksheet', 'worksheets/sheet1.xml', ['styles', 'styles.xml'])],
    },
    { name: 'xl/styles.xml', content: [styleSheet] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(layout, rows) },
  ];
  return zipStream(parts);
}

async function* sheet(
  { widths, headRows, stickyColumns }: SheetLayout,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
): AsyncGenerator<string> {
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const corner = place(stickyColumns, headRows.to + 1);
  yield (
    `${xml}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"><pane ${stickyColumns ? `xSplit="${stickyColumns}" ` : ''}ySplit="${headRows.to}"` +
    ` topLeftCell="${corner}" activePane="bottom${stickyColumns ? 'Right' : 'Left'}" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns}</cols><sheetData>`
  );
  const merged: string[] = [];
  let number = 0;
  for await (const row of rows) {
    number += 1;
    yield rowText(row, number, merged);
  }
  yield '</sheetData>';
  if (merged.length) {
    yield (
      `<mergeCells count="${merged.length}">` +
      `${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    );
  }
  yield (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}

function rowText(row: SheetRow, number: number, merged: string[]): string {
  const cells = row.map((given, column) => {
    if (given === null) return '';
    const cell = typeof given === 'object' ? given : { value: given };
    const { value, across = 1, down = 1 } = cell;
    const style = cell.style ?? (typeof value === 'string' ? 'text' : 'plain');
    const at = place(column, number);
    if (across > 1 || down > 1)
      merged.push(`${at}:${place(column + across - 1, number + down - 1)}`);
    const marks = `r="${at}" s="${styles[style]}"`;
    if (typeof value === 'number') return `<c ${marks}><v>${value}</v></c>`;
    if (value === '') return `<c ${marks}/>`;
    return `<c ${marks} t="inlineStr"><is><t xml:space="preserve">${escaped(harmless(value))}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** Text that no spreadsheet program takes for a formula, also after it went through CSV. */
const harmless = (text: string) => (/^[=+@-]./.test(text) ? `'${text}` : text);

/** "AB12" of column 27 (from 0) and row 12 (from 1). */
function place(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters + row;
}

const escaped = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex -- XML knows no control characters
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const typeOf = (name: string) =>
  `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`;

const contentTypes =
  `${xml}<Types xmlns="${packages}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${typeOf('sheet.main')}"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${typeOf('worksheet')}"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${typeOf('styles')}"/></Types>`;

function relations(...targets: [string, string, ...[string, string][]]): string {
  const [type, target, ...more] = targets;
  const list = [[type, target] as const, ...more];
  return (
    `${xml}<Relationships xmlns="${packages}/relationships">` +
    list
      .map(
        ([kind, to], i) =>
          `<Relationship Id="rId${i + 1}" Type="${office}/${kind}" Target="${to}"/>`,
      )
      .join('') +
    '</Relationships>'
  );
}

const thin = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
  .join('');
const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';

/** In the order of `styles`. Text is format 49, so that 16 digits stay 16 when a cell is edited. */
const styleSheet =
  `${xml}<styleSheet xmlns="${main}">` +
  '<fonts count="3"><font><sz val="10"/><name val="Arial"/></font>' +
  '<font><b/><sz val="13"/><name val="Arial"/></font>' +
  '<font><b/><sz val="10"/><name val="Arial"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="6">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  `<xf numFmtId="49" fontId="2" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1">${centred}</xf>` +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${centred}</xf>` +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '</cellXfs></styleSheet>';
