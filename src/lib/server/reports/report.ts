/** A report on a few pages: tables of figures one under the other, for the screen's files. */
export interface Report {
  title: string;
  /** What it covers, line by line under the title. */
  lines: string[];
  blocks: ReportBlock[];
}

export interface ReportBlock {
  title: string;
  /** A remark under the title. */
  note?: string;
  /** Headings; the first column holds words, the others figures. Without headings the rows are sentences. */
  columns: string[];
  rows: ReportCell[][];
}

/** A figure is written as it is; words of figures ("3,72") come as text. */
export type ReportCell = string | number;
