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
  | { kind: 'rows'; rows: { label: TextRun[]; value: TextRun[] }[] };

/** Text that stands in the file, or the place of a value. */
type Piece = { text: string; bold: boolean; italic: boolean } | Slot;
interface Slot {
  slot: string;
  bold: boolean;
  italic: boolean;
}

/** Whether a line is printed depends on whether a value is there. */
interface Condition {
  name: string;
  filled: boolean;
}

interface Line {
  condition?: Condition;
  pieces: Piece[];
}

type TemplateBlock =
  | ({ kind: 'paragraph' } & Line)
  | { kind: 'list'; ordered: boolean; items: Line[] }
  | { kind: 'rows'; rows: { condition?: Condition; label: Piece[]; value: Piece[] }[] };

/** A letter's text with places for values. */
export interface LetterTemplate {
  blocks: TemplateBlock[];
  /** Every placeholder in it, with the line it first stands on, from 1. */
  placeholders: Map<string, number>;
}

/** A mistake in a letter's text; `line` counts from 1. */
export class LetterTextError extends Error {
  override name = 'LetterTextError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** What is printed where a value is missing: room to write it by hand. */
export const dottedLine = '.'.repeat(30);

/** Where each standard row stands that `{{identity}}` alone on a line brings. */
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

/**
 * Reads a letter's text. Understood: paragraphs with empty lines between them, `**bold**`,
 * `*italic*`, lists (`- ` or `1. `), rows of label and value (`| Nama usaha | {{answers.name}} |`),
 * `{{placeholder}}`, `{{identity}}` alone on a line for the person's usual rows, and at the start of
 * a line `{{?placeholder}}` (printed only when there is a value) or `{{!placeholder}}` (only when
 * there is none). A backslash takes `*`, `|` or `\` as it is.
 *
 * @throws LetterTextError at the first line with anything else.
 */
export function parseLetterText(markdown: string): LetterTemplate {
  const placeholders = new Map<string, number>();
  const blocks: TemplateBlock[] = [];
  for (const line of logicalLines(markdown)) addLine(blocks, line, placeholders);
  return { blocks, placeholders };
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

function logicalLines(markdown: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let apart = true;
  markdown.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const text = raw.trim();
    const before = lines.at(-1);
    if (/^(#|>|```|~~~|---|\*\*\*|<)/.test(text)) {
      throw new LetterTextError(
        line,
        `Headings, quotes, rules and HTML are not for letters: ${text}`,
      );
    }
    const kind = text.startsWith('|') ? 'row' : /^(-|\d+\.)\s/.test(text) ? 'item' : 'paragraph';
    if (text === '{{identity}}') {
      identityRows.forEach(([label, value], row) => {
        lines.push({ line, text: `| ${label} | ${value} |`, kind: 'row', apart: row === 0 });
      });
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
    apart = text === '' || text === '{{identity}}';
  });
  return lines;
}

type Placeholders = Map<string, number>;

function addLine(blocks: TemplateBlock[], logical: LogicalLine, placeholders: Placeholders) {
  const { line, text, kind, apart } = logical;
  const open = apart ? undefined : blocks.at(-1);
  if (kind === 'paragraph') {
    blocks.push({ kind, ...readLine(text, line, placeholders) });
  } else if (kind === 'item') {
    const [, mark, content] = /^(\S+)\s+(.*)$/s.exec(text)!;
    const ordered = mark !== '-';
    const item = readLine(content!, line, placeholders);
    if (open?.kind === 'list' && open.ordered === ordered) open.items.push(item);
    else blocks.push({ kind: 'list', ordered, items: [item] });
  } else {
    const cells = /^\|((?:\\.|[^|\\])*)\|((?:\\.|[^|\\])*)\|$/.exec(text);
    if (!cells) throw new LetterTextError(line, `A row has the form | label | value |: ${text}`);
    const { condition, pieces: label } = readLine(cells[1]!, line, placeholders);
    const value = readPieces(cells[2]!.trim(), line, placeholders);
    const row = { label, value, ...(condition && { condition }) };
    if (open?.kind === 'rows') open.rows.push(row);
    else blocks.push({ kind: 'rows', rows: [row] });
  }
}

function readLine(text: string, line: number, placeholders: Placeholders): Line {
  const prefix = /^\s*\{\{([?!])\s*([\w.]+)\s*\}\}/.exec(text);
  const pieces = readPieces(text.slice(prefix?.[0].length ?? 0).trim(), line, placeholders);
  if (!prefix) return { pieces };
  const [, mark, name] = prefix;
  if (!placeholders.has(name!)) placeholders.set(name!, line);
  return { condition: { name: name!, filled: mark === '?' }, pieces };
}

function readPieces(text: string, firstLine: number, placeholders: Placeholders): Piece[] {
  const pieces: Piece[] = [];
  const style = { bold: false, italic: false };
  let line = firstLine;
  for (const [token] of text.matchAll(/\{\{[^\n]*?\}\}|\*\*|\*|\\[*|\\]|[^*{\\\n]+|[\n{\\]/g)) {
    const name = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(token)?.[1];
    if (name) {
      if (!placeholders.has(name)) placeholders.set(name, line);
      pieces.push({ slot: name, ...style });
    } else if (token.startsWith('{')) {
      throw new LetterTextError(line, `A placeholder has the form {{name}}: ${token}`);
    } else if (token === '**') style.bold = !style.bold;
    else if (token === '*') style.italic = !style.italic;
    else if (token === '\n') {
      line += 1;
      pieces.push({ text: ' ', ...style });
    } else pieces.push({ text: token.length === 2 ? token.replace(/^\\/, '') : token, ...style });
  }
  if (style.bold || style.italic) {
    throw new LetterTextError(firstLine, `An asterisk has no partner: ${text}`);
  }
  return pieces;
}

/** A value by the name of its placeholder; undefined or empty where there is none. */
export type LetterValues = Readonly<Record<string, string | undefined>>;

/** The letter's parts with their values; a missing one becomes a dotted line. */
export function fillLetterText(template: LetterTemplate, values: LetterValues): LetterBlock[] {
  const filled = (name: string) => (Object.hasOwn(values, name) && values[name]) || '';
  const shown = ({ condition }: { condition?: Condition }) =>
    !condition || (filled(condition.name) !== '') === condition.filled;
  const runs = (pieces: Piece[]): TextRun[] =>
    pieces.map((piece) => ({
      text: 'slot' in piece ? filled(piece.slot) || dottedLine : piece.text,
      ...(piece.bold && { bold: true }),
      ...(piece.italic && { italic: true }),
    }));
  return template.blocks.flatMap((block): LetterBlock[] => {
    if (block.kind === 'paragraph') {
      return shown(block) ? [{ kind: 'paragraph', runs: runs(block.pieces) }] : [];
    }
    if (block.kind === 'list') {
      const items = block.items.filter(shown).map(({ pieces }) => runs(pieces));
      return items.length ? [{ kind: 'list', ordered: block.ordered, items }] : [];
    }
    const rows = block.rows
      .filter(shown)
      .map(({ label, value }) => ({ label: runs(label), value: runs(value) }));
    return rows.length ? [{ kind: 'rows', rows }] : [];
  });
}
