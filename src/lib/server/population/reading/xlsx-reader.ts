import { SaxesParser } from 'saxes';
import type { Cell } from '#lib/domain/cell.ts';
import type { RawRow, SheetSource } from './sheet-source.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';
import { asUnreadable, openZip, type ZipParts } from './zip-parts.ts';

/**
 * Opens an .xlsx or .xlsm workbook whose sheets are read as a stream: only the table of shared
 * texts is held in memory. Formulas count by the value stored with them; macros are not looked at.
 * @throws UnreadableFile
 */
export async function openXlsx(bytes: Uint8Array): Promise<SheetSource> {
  const zip = await openZip(bytes);
  if (!zip.names.includes('xl/workbook.xml')) throw new UnreadableFile(notAWorkbook(zip));
  const { sheets, date1904 } = await readWorkbook(zip);
  let shared: Promise<string[]> | undefined;
  return {
    date1904,
    sheetNames: sheets.map(({ name }) => name),
    rows: async function* (sheetName) {
      const sheet = sheets.find(({ name }) => name === sheetName);
      const text = sheet && zip.text(sheet.path, READING_LIMITS.sheetBytes);
      if (!text) return;
      shared ??= readSharedTexts(zip);
      yield* readSheet(text, await shared);
    },
  };
}

function notAWorkbook({ names }: ZipParts): string {
  if (names.includes('word/document.xml')) return UNREADABLE.word;
  if (names.includes('xl/workbook.bin')) return UNREADABLE.xlsb;
  if (names.includes('content.xml') && names.includes('mimetype')) return UNREADABLE.ods;
  return names.some((name) => /\.xlsx?$/i.test(name)) ? UNREADABLE.zip : UNREADABLE.unknown;
}

/** Where Excel's sheets end. */
const LAST_ROW = 1_048_576;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

type Attributes = Record<string, string>;

interface Sax {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

function saxParser({ open, text, close }: Sax): SaxesParser {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({
    position: false,
    xmlns: false,
  });
  let depth = 0;
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > READING_LIMITS.nesting) throw new UnreadableFile(UNREADABLE.bloated);
    open?.(localName(tag.name), tag.attributes);
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.on('closetag', (tag) => {
    depth -= 1;
    close?.(localName(tag.name));
  });
  parser.on('error', (error) => {
    throw new UnreadableFile(UNREADABLE.broken, { cause: error });
  });
  return parser;
}

async function parsePart(zip: ZipParts, name: string, limit: number, sax: Sax): Promise<void> {
  const parts = zip.text(name, limit);
  if (!parts) return;
  const parser = saxParser(sax);
  try {
    for await (const part of parts) parser.write(part);
    parser.close();
  } catch (error) {
    throw asUnreadable(error);
  }
}

interface Sheet {
  name: string;
  path: string;
}

async function readWorkbook(zip: ZipParts): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const targets = new Map<string, string>();
  await parsePart(zip, 'xl/_rels/workbook.xml.rels', READING_LIMITS.partBytes, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target);
    },
  });
  const sheets: Sheet[] = [];
  let date1904 = false;
  await parsePart(zip, 'xl/workbook.xml', READING_LIMITS.partBytes, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? '';
      const target = targets.get(id);
      if (target === undefined) return;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      sheets.push({ name: attributes['name'] ?? '', path });
    },
  });
  return { sheets, date1904 };
}

async function readSharedTexts(zip: ZipParts): Promise<string[]> {
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let inReading = false;
  await parsePart(zip, 'xl/sharedStrings.xml', READING_LIMITS.sharedTextBytes, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    text: (text) => {
      if (!inText) return;
      current += text;
      if (current.length > READING_LIMITS.cellLetters) throw new UnreadableFile(UNREADABLE.bloated);
    },
    close: (name) => {
      if (name === 'si') texts.push(current);
      else if (name === 'rPh') inReading = false;
      else if (name === 't') inText = false;
    },
  });
  return texts;
}

async function* readSheet(
  parts: AsyncIterable<string>,
  shared: readonly string[],
): AsyncGenerator<RawRow[], void, undefined> {
  let finished: RawRow[] = [];
  let row: RawRow = { number: 0, cells: [] };
  let column = -1;
  let type: string | undefined;
  let text = '';
  let taking = false;
  let inData = false;

  const parser = saxParser({
    open: (name, attributes) => {
      switch (name) {
        case 'v':
        case 't':
          taking = true;
          break;
        case 'c': {
          const reference = attributes['r'];
          column = reference === undefined ? column + 1 : columnIndex(reference);
          type = attributes['t'];
          text = '';
          break;
        }
        case 'row':
          row = { number: rowNumber(attributes['r'], row.number), cells: [] };
          column = -1;
          break;
        case 'sheetData':
          inData = true;
          break;
        case 'rPh':
          // How to pronounce Japanese; its text is not the cell's.
          taking = false;
          break;
      }
    },
    text: (piece) => {
      if (!taking || !inData) return;
      text += piece;
      if (text.length > READING_LIMITS.cellLetters) throw new UnreadableFile(UNREADABLE.bloated);
    },
    close: (name) => {
      switch (name) {
        case 'v':
        case 't':
          taking = false;
          break;
        case 'c':
          if (text !== '' && column < READING_LIMITS.columns) {
            row.cells[column] = cellValue(type, text, shared);
          }
          break;
        case 'row':
          if (row.cells.length > 0) finished.push(row);
          break;
        case 'sheetData':
          inData = false;
          break;
      }
    },
  });
  try {
    for await (const part of parts) {
      parser.write(part);
      if (finished.length > 0) {
        yield finished;
        finished = [];
      }
    }
    parser.close();
  } catch (error) {
    throw asUnreadable(error);
  }
  if (finished.length > 0) yield finished;
}

/** The number that a row gives itself, if it comes after the one before; else the next. */
function rowNumber(written: string | undefined, previous: number): number {
  const number = Number(written);
  return Number.isInteger(number) && number > previous && number <= LAST_ROW
    ? number
    : previous + 1;
}

/** `C12` → 2 */
function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    index = index * 26 + letter - 64;
  }
  return index - 1;
}

function cellValue(type: string | undefined, text: string, shared: readonly string[]): Cell {
  switch (type) {
    case 's':
      return shared[Number(text)] ?? null;
    case 'b':
      return text === '1' || text === 'true';
    case undefined:
    case 'n': {
      const value = Number(text);
      return Number.isNaN(value) ? text : value;
    }
    default:
      return text;
  }
}
