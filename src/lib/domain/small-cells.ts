/**
 * Hides small cells of a table that anyone may read, so that no figure speaks of one or two people.
 */

/** Cells of fewer people than this are hidden. */
export const SMALLEST_SHOWN = 3;

/** Of fewer cases than this a figure of how the office serves says something about persons. */
export const FEWEST_TOLD = 5;

export type ShownCell =
  | { shown: true; count: number }
  /** `few`: fewer than SMALLEST_SHOWN; else hidden only so that its neighbour cannot be computed. */
  | { shown: false; few: boolean };

/**
 * The cells of a table whose total everyone knows; undefined where every cell is small, and nothing
 * of it may be shown.
 *
 * Each cell below SMALLEST_SHOWN is hidden. The total less the cells that are shown gives away what
 * the hidden ones hold together: a lone one, and several that hold (nearly) the most they can, so
 * then one more is hidden. It is the next cell that is not small, after the last one the one
 * before: chosen by its place and never by its size, so that knowing this rule helps nobody
 * (small-cells.test.ts tries all tables). That nobody at all is in the hidden cells may be computed:
 * it speaks of no one.
 */
export function hideSmallCells(counts: readonly number[]): ShownCell[] | undefined {
  const small = counts.map((count) => count < SMALLEST_SHOWN);
  if (!small.includes(false)) return undefined;
  const covering = needsCover(counts.filter((_, i) => small[i])) ? coverOf(small) : undefined;
  return counts.map((count, i) =>
    small[i] || i === covering ? { shown: false, few: small[i]! } : { shown: true, count },
  );
}

function needsCover(hidden: readonly number[]): boolean {
  const together = hidden.reduce((sum, count) => sum + count, 0);
  const most = hidden.length * (SMALLEST_SHOWN - 1);
  return hidden.length === 1 || (hidden.length > 1 && together >= most - 1);
}

function coverOf(small: readonly boolean[]): number {
  const last = small.lastIndexOf(true);
  const after = small.findIndex((is, i) => !is && i > last);
  return after >= 0 ? after : small.lastIndexOf(false);
}
