/** The heads of books: columns in the order in which they are printed, with headings that span several. */

/** A heading of one column, or of the headings beneath it. */
export interface Heading {
  label: string;
  /** Of a column: the name of its value in a row. */
  key?: string;
  /** Of a column: its share of the paper's width. */
  width?: number;
  /** Of a column: how its values stand; words stand left. */
  align?: 'center' | 'right';
  parts?: readonly Heading[];
}

export type Column = Required<Pick<Heading, 'label' | 'key' | 'width'>> & Pick<Heading, 'align'>;

/** A column. */
export const col = (
  key: string,
  label: string,
  width: number,
  align?: Column['align'],
): Heading => ({
  key,
  label,
  width,
  ...(align && { align }),
});
/** A heading over others. */
export const over = (label: string, ...parts: Heading[]): Heading => ({ label, parts });
/** The number of a line. */
export const number = col('number', 'No.', 3, 'center');
/** What is remarked of a line. */
export const note = (width: number) => col('note', 'Ket.', width);

/** The columns under the headings, from the left. */
export const columnsOf = (headings: readonly Heading[]): Column[] =>
  headings.flatMap((heading) => (heading.parts ? columnsOf(heading.parts) : [heading as Column]));

/** A cell of the head of a table: how many columns and rows it takes. */
export interface HeadCell {
  label: string;
  across: number;
  down: number;
  /** The column, from 0, in which it begins. */
  at: number;
}

/** The head of a table, row by row; a heading without parts reaches down to the last row. */
export function headRows(headings: readonly Heading[]): HeadCell[][] {
  const depth = depthOf(headings);
  const rows: HeadCell[][] = Array.from({ length: depth }, () => []);
  const lay = (list: readonly Heading[], level: number, from: number): number => {
    let at = from;
    for (const { label, parts } of list) {
      const across = parts ? columnsOf(parts).length : 1;
      rows[level]!.push({ label, across, down: parts ? 1 : depth - level, at });
      if (parts) lay(parts, level + 1, at);
      at += across;
    }
    return at;
  };
  lay(headings, 0, 0);
  return rows;
}

const depthOf = (headings: readonly Heading[]): number =>
  Math.max(...headings.map(({ parts }) => 1 + (parts ? depthOf(parts) : 0)));
