/** What became of a table's rows, in numbers. */
export interface TableCounts {
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** Neither in nor refused: what has no place, or says what the village has written otherwise. */
  left: number;
}

/** Somebody who stood as head beside the one whom a family or household has, and is its member now. */
export interface SecondHead {
  kind: 'family' | 'household';
  groupId: string;
  /** Of the family card, masked, or of the household. */
  number: string;
  /** Who is its head. */
  head: string;
  name: string;
}

/** A table in the report. */
export interface TableReport extends TableCounts {
  /** Sentences, each with how often it applies. */
  notes: Record<string, number>;
  /** The first of those whom the office should look at. */
  secondHeads?: SecondHead[];
}

const mostNamed = 200;

/** By table, in the order in which they were dealt with. */
export type Report = Record<string, TableReport>;

const NOTHING: TableCounts = { read: 0, new: 0, changed: 0, unchanged: 0, refused: 0, left: 0 };

/** What is added to the report of one table. */
export type Addition = Partial<TableCounts> & Partial<Pick<TableReport, 'notes' | 'secondHeads'>>;

/** The report with more of a table in it. */
export function addTo(report: Report, table: string, more: Addition): Report {
  const before = report[table] ?? { ...NOTHING, notes: {} };
  const { notes = {}, secondHeads = [], ...counts } = more;
  const after: TableReport = { ...before, notes: { ...before.notes } };
  for (const [name, count] of Object.entries(counts) as [keyof TableCounts, number][]) {
    after[name] += count;
  }
  for (const [note, count] of Object.entries(notes)) {
    if (count > 0) after.notes[note] = (after.notes[note] ?? 0) + count;
  }
  if (secondHeads.length > 0) {
    after.secondHeads = [...(before.secondHeads ?? []), ...secondHeads].slice(0, mostNamed);
  }
  return { ...report, [table]: after };
}

/** How many there are of each. */
export function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
