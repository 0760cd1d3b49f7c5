import {
  type Condition,
  itemNumber,
  type LetterBlock,
  type LetterTemplate,
  parseLetterLine,
  type Piece,
  type TemplateBlock,
  type TextRun,
} from './letter-text.ts';

/** What is printed where a value is missing: room to write it by hand. */
export const dottedLine = '.'.repeat(30);
/** The same in a column of a table. */
const shortLine = '.'.repeat(12);

/** A value by the name of its placeholder; undefined or empty where there is none. */
export type LetterValues = Readonly<Record<string, string | undefined>>;

/** The letter's parts with their values; a missing one becomes a dotted line. */
export function fillLetterText({ blocks }: LetterTemplate, values: LetterValues): LetterBlock[] {
  return fillBlocks(blocks, values, 0);
}

/** `item` is the number of the group's item that is being printed, 0 outside of groups. */
function fillBlocks(
  blocks: readonly TemplateBlock[],
  values: LetterValues,
  item: number,
): LetterBlock[] {
  const valueOf = (name: string, at = item) => {
    const own = name.replace(itemNumber, String(at));
    return (Object.hasOwn(values, own) && values[own]) || '';
  };
  const shown = ({ condition }: { condition?: Condition }) =>
    !condition || (valueOf(condition.name) !== '') === condition.filled;
  const runs = (pieces: Piece[], at = item, line = dottedLine): TextRun[] =>
    pieces.map((piece) => ({
      text: 'slot' in piece ? valueOf(piece.slot, at) || line : piece.text,
      ...(piece.bold && { bold: true }),
      ...(piece.italic && { italic: true }),
    }));
  return blocks.flatMap((block): LetterBlock[] => {
    switch (block.kind) {
      case 'paragraph':
        return shown(block) ? [{ kind: 'paragraph', runs: runs(block.pieces) }] : [];
      case 'list': {
        const lines = block.items.filter(shown).map(({ pieces }) => runs(pieces));
        return lines.length ? [{ kind: 'list', ordered: block.ordered, items: lines }] : [];
      }
      case 'rows': {
        const rows = block.rows
          .filter(shown)
          .map(({ label, value }) => ({ label: runs(label), value: runs(value) }));
        return rows.length ? [{ kind: 'rows', rows }] : [];
      }
      case 'each':
        return joined(
          itemsOf(block.list, values).flatMap((at) => fillBlocks(block.blocks, values, at)),
        );
      case 'table': {
        const rows = itemsOf(block.list, values);
        // A column that nobody has anything in is left out.
        const columns = block.columns.filter(
          ({ condition }) => !condition || rows.some((at) => valueOf(condition.name, at) !== ''),
        );
        return rows.length
          ? [
              {
                kind: 'table',
                columns: columns.map(({ label }) => runs(label)),
                rows: rows.map((at) => columns.map(({ value }) => runs(value, at, shortLine))),
              },
            ]
          : [];
      }
    }
  });
}

/** Lists that stand one after the other are one: items of a group go on counting. */
function joined(blocks: LetterBlock[]): LetterBlock[] {
  const all: LetterBlock[] = [];
  for (const block of blocks) {
    const before = all.at(-1);
    if (block.kind === 'list' && before?.kind === 'list' && before.ordered === block.ordered)
      before.items.push(...block.items);
    else all.push(block);
  }
  return all;
}

/** One line with its values; '' where it is not to be shown. */
export function fillLetterLine(text: string, values: LetterValues): string {
  return lineOf(fillLetterText(parseLetterLine(text), values));
}

/** The same line for every item of a group, for instance of `answers.heirs`. */
export function fillLineForEach(text: string, list: string, values: LetterValues): string[] {
  const { blocks } = parseLetterLine(text, list);
  return itemsOf(list, values).map((item) => lineOf(fillBlocks(blocks, values, item)));
}

const lineOf = ([block]: LetterBlock[]) =>
  block?.kind === 'paragraph' ? block.runs.map((run) => run.text).join('') : '';

/** The numbers of a group's items, from 1. */
const itemsOf = (list: string, values: LetterValues): number[] =>
  Array.from({ length: Number(values[`${list}.count`]) || 0 }, (_, index) => index + 1);
