/**
 * A letter's text: a small part of Markdown with placeholders, read into blocks, then filled.
 * Filling only ever adds text to blocks that exist: what a resident typed is never read as markup.
 */

export interface TextRun {
  text: string;
  bold?: boolean;
  italic?: boolean;
}

/** A part of a finished letter. */
export type LetterBlock =
  | { kind: 'paragraph'; runs: TextRun[] }
  | { kind: 'list'; ordered: boolean; items: TextRun[][] }
  | { kind: 'rows'; rows: { label: TextRun[]; value: TextRun[] }[] }
  | { kind: 'table'; columns: TextRun[][]; rows: TextRun[][][] };

/** Text that stands in the file, or the place of a value. */
export type Piece = { text: string; bold: boolean; italic: boolean } | Slot;
interface Slot {
  slot: string;
  bold: boolean;
  italic: boolean;
}

/** Whether a line is printed depends on whether a value is there. */
export interface Condition {
  name: string;
  filled: boolean;
}

interface Line {
  condition?: Condition;
  pieces: Piece[];
}

export type TemplateBlock =
  | ({ kind: 'paragraph' } & Line)
  | { kind: 'list'; ordered: boolean; items: Line[] }
  | { kind: 'rows'; rows: TemplateRow[] }
  | { kind: 'each'; list: string; blocks: TemplateBlock[] }
  | { kind: 'table'; list: string; columns: TemplateRow[] };

interface TemplateRow {
  condition?: Condition;
  label: Piece[];
  value: Piece[];
}

/** A letter's text with places for values. */
export interface LetterTemplate {
  blocks: TemplateBlock[];
  /** Every placeholder in it, with the line it first stands on, from 1. */
  placeholders: Map<string, number>;
}

/** What can be wrong with a letter's text. */
export type TextMistake =
  | 'no-letter-markup'
  | 'nested-list'
  | 'ends-nothing'
  | 'no-end'
  | 'table-of-rows'
  | 'row-form'
  | 'placeholder-form'
  | 'lone-asterisk';

/** A mistake in a letter's text: `line` counts from 1, `found` is what stands there. */
export class LetterTextError extends Error {
  override name = 'LetterTextError';
  readonly line: number;
  readonly code: TextMistake;
  readonly found: string;

  constructor(line: number, code: TextMistake, found: string) {
    super(`${code}: ${found}`);
    this.line = line;
    this.code = code;
    this.found = found;
  }
}

/** The rows that `{{identity}}` alone on a line brings. */
const identityRows: readonly (readonly [string, string])[] = [
  ['Nama', '**{{subject.name}}**'],
  ['NIK', '{{subject.nik}}'],
  ['Tempat/tanggal lahir', '{{subject.birth}}'],
  ['Jenis kelamin', '{{subject.sex}}'],
  ['Agama', '{{subject.religion}}'],
  ['Status perkawinan', '{{subject.maritalStatus}}'],
  ['Pekerjaan', '{{subject.occupation}}'],
  ['Alamat', '{{subject.address}}'],
];

/** The rows that `{{person answers.buyer}}` brings: of the details that were answered. */
const personRows = (who: string): (readonly [string, string])[] => [
  [`{{?${who}.name}} Nama`, `**{{${who}.name}}**`],
  ...(
    [
      ['NIK', 'nik'],
      ['Nomor KK', 'kkNumber'],
      ['Tempat/tanggal lahir', 'birth'],
      ['Jenis kelamin', 'sex'],
      ['Agama', 'religion'],
      ['Status perkawinan', 'maritalStatus'],
      ['Kewarganegaraan', 'citizenship'],
      ['Pendidikan', 'education'],
      ['Pekerjaan', 'occupation'],
      ['Nama ayah', 'fatherName'],
      ['Nama ibu', 'motherName'],
      ['Alamat', 'address'],
      ['Nomor HP', 'phone'],
    ] as const
  ).map(([label, detail]) => [`{{?${who}.${detail}}} ${label}`, `{{${who}.${detail}}}`] as const),
];

/** In a name within `{{each}}` or `{{table}}`: the number of the item that is being printed. */
export const itemNumber = '#';

/**
 * Reads a letter's text. Understood: paragraphs with empty lines between them, `**bold**`,
 * `*italic*`, lists (`- ` or `1. `), rows of label and value (`| Nama usaha | {{answers.name}} |`),
 * `{{placeholder}}`, at the start of a line `{{?placeholder}}` (printed only when there is a value) or
 * `{{!placeholder}}` (only when there is none), and alone on a line
 *
 * - `{{identity}}`, the usual rows of the letter's subject, `{{person answers.buyer}}` those of
 *   somebody else,
 * - `{{each answers.heirs}}` … `{{/each}}`, what is between them for every item of a group,
 * - `{{table answers.heirs}}` … `{{/table}}`, a ruled table of a group: each row between them
 *   (`| NIK | {{item.nik}} |`) is a column.
 *
 * Between them `{{item.name}}` is a value of the item. A backslash takes `*`, `|` or `\` as it is.
 *
 * @throws LetterTextError at the first line with anything else.
 */
export function parseLetterText(markdown: string): LetterTemplate {
  const placeholders = new Map<string, number>();
  const blocks: TemplateBlock[] = [];
  let list:
    { kind: 'each' | 'table'; name: string; line: number; blocks: TemplateBlock[] } | undefined;
  for (const logical of logicalLines(markdown)) {
    const { line, text } = logical;
    const opens = /^\{\{(each|table)\s+([\w.]+)\}\}$/.exec(text);
    const closes = /^\{\{\/(each|table)\}\}$/.exec(text);
    if (opens) {
      if (list) throw new LetterTextError(line, 'nested-list', text);
      list = { kind: opens[1] as 'each' | 'table', name: opens[2]!, line, blocks: [] };
      note(placeholders, `${list.name}.count`, line);
    } else if (closes) {
      if (!list || list.kind !== closes[1]) throw new LetterTextError(line, 'ends-nothing', text);
      blocks.push(closeList(list));
      list = undefined;
    } else addLine(list?.blocks ?? blocks, logical, { placeholders, list: list?.name });
  }
  if (list) throw new LetterTextError(list.line, 'no-end', `{{${list.kind} ${list.name}}}`);
  return { blocks, placeholders };
}

function closeList(list: {
  kind: 'each' | 'table';
  name: string;
  line: number;
  blocks: TemplateBlock[];
}): TemplateBlock {
  if (list.kind === 'each') return { kind: 'each', list: list.name, blocks: list.blocks };
  const [rows, more] = list.blocks;
  if (rows?.kind !== 'rows' || more)
    throw new LetterTextError(list.line, 'table-of-rows', `{{table ${list.name}}}`);
  return { kind: 'table', list: list.name, columns: rows.rows };
}

/**
 * A single line of text, without lists or rows, as it stands in a signature block; `list` is the group
 * of whose item it is, for instance `answers.heirs`.
 */
export function parseLetterLine(text: string, list?: string): LetterTemplate {
  const placeholders = new Map<string, number>();
  const line = readLine(text, 1, { placeholders, list });
  return { blocks: [{ kind: 'paragraph', ...line }], placeholders };
}

/** A paragraph, a list item or a row; text that goes on over several lines keeps its breaks. */
interface LogicalLine {
  /** Of its first line, from 1. */
  line: number;
  text: string;
  kind: 'paragraph' | 'item' | 'row';
  /** Whether an empty line stands before it. */
  apart: boolean;
}

/** What stands alone on its line and is no text of the letter. */
const alone = /^\{\{(\/each|\/table|(each|table|person)\s+[\w.]+)\}\}$/;

function logicalLines(markdown: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let apart = true;
  markdown.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const text = raw.trim();
    const before = lines.at(-1);
    if (/^(#|>|```|~~~|---|\*\*\*|<)/.test(text)) {
      throw new LetterTextError(line, 'no-letter-markup', text);
    }
    const kind = text.startsWith('|') ? 'row' : /^(-|\d+\.)\s/.test(text) ? 'item' : 'paragraph';
    const person = /^\{\{person\s+([\w.]+)\}\}$/.exec(text)?.[1];
    if (text === '{{identity}}' || person) {
      (person ? personRows(person) : identityRows).forEach(([label, value], row) => {
        lines.push({ line, text: `| ${label} | ${value} |`, kind: 'row', apart: row === 0 });
      });
    } else if (alone.test(text)) {
      lines.push({ line, text, kind: 'paragraph', apart: true });
    } else if (
      kind === 'paragraph' &&
      text &&
      !apart &&
      before &&
      before.kind !== 'row' &&
      !/^\{\{[?!]/.test(text)
    ) {
      before.text += `\n${text}`;
    } else if (text) lines.push({ line, text, kind, apart });
    apart = text === '' || text === '{{identity}}' || alone.test(text);
  });
  return lines;
}

/** What is known while a line is read. */
interface Reading {
  placeholders: Map<string, number>;
  /** The group whose items are being printed. */
  list?: string | undefined;
}

function note(placeholders: Map<string, number>, name: string, line: number): string {
  if (!placeholders.has(name)) placeholders.set(name, line);
  return name;
}

/** The full name of a placeholder: `item.nik` within `answers.heirs` is `answers.heirs.#.nik`. */
function named(name: string, line: number, { placeholders, list }: Reading): string {
  const full =
    list && name.startsWith('item.') ? `${list}.${itemNumber}.${name.slice('item.'.length)}` : name;
  return note(placeholders, full, line);
}

function addLine(blocks: TemplateBlock[], logical: LogicalLine, reading: Reading) {
  const { line, text, kind, apart } = logical;
  const open = apart ? undefined : blocks.at(-1);
  if (kind === 'paragraph') {
    blocks.push({ kind, ...readLine(text, line, reading) });
  } else if (kind === 'item') {
    const [, mark, content] = /^(\S+)\s+(.*)$/s.exec(text)!;
    const ordered = mark !== '-';
    const item = readLine(content!, line, reading);
    if (open?.kind === 'list' && open.ordered === ordered) open.items.push(item);
    else blocks.push({ kind: 'list', ordered, items: [item] });
  } else {
    const cells = /^\|((?:\\.|[^|\\])*)\|((?:\\.|[^|\\])*)\|$/.exec(text);
    if (!cells) throw new LetterTextError(line, 'row-form', text);
    const { condition, pieces: label } = readLine(cells[1]!, line, reading);
    const value = readPieces(cells[2]!.trim(), line, reading);
    const row = { label, value, ...(condition && { condition }) };
    if (open?.kind === 'rows') open.rows.push(row);
    else blocks.push({ kind: 'rows', rows: [row] });
  }
}

function readLine(text: string, line: number, reading: Reading): Line {
  const prefix = /^\s*\{\{([?!])\s*([\w.=-]+)\s*\}\}/.exec(text);
  const pieces = readPieces(text.slice(prefix?.[0].length ?? 0).trim(), line, reading);
  if (!prefix) return { pieces };
  const [, mark, name] = prefix;
  return { condition: { name: named(name!, line, reading), filled: mark === '?' }, pieces };
}

function readPieces(text: string, firstLine: number, reading: Reading): Piece[] {
  const pieces: Piece[] = [];
  const style = { bold: false, italic: false };
  let line = firstLine;
  for (const [token] of text.matchAll(/\{\{[^\n]*?\}\}|\*\*|\*|\\[*|\\]|[^*{\\\n]+|[\n{\\]/g)) {
    const name = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(token)?.[1];
    if (name) {
      pieces.push({ slot: named(name, line, reading), ...style });
    } else if (token.startsWith('{')) {
      throw new LetterTextError(line, 'placeholder-form', token);
    } else if (token === '**') style.bold = !style.bold;
    else if (token === '*') style.italic = !style.italic;
    else if (token === '\n') {
      line += 1;
      pieces.push({ text: ' ', ...style });
    } else pieces.push({ text: token.length === 2 ? token.replace(/^\\/, '') : token, ...style });
  }
  if (style.bold || style.italic) {
    throw new LetterTextError(firstLine, 'lone-asterisk', text);
  }
  return pieces;
}
