import {
  BLOOD_TYPE,
  DISABILITY,
  EDUCATION,
  HEALTH_INSURANCE,
  ID_CARD,
  ID_CARD_RECORDING,
  MARITAL_STATUS,
  OCCUPATION,
  labelOf,
  type ReferenceList,
  RELIGION,
} from './reference-codes.ts';
import { hideSmallCells, SMALLEST_SHOWN } from './small-cells.ts';

/** Ages in groups of five years, the last one open. */
export const ageGroups: readonly string[] = Array.from({ length: 16 }, (_, i) =>
  i === 15 ? '75+' : `${i * 5}–${i * 5 + 4}`,
);

/** So many of a sex have a value; `value` is a code or a hamlet's name, null where none is filled in. */
export interface Count {
  figure: FigureKey;
  value: string | null;
  /** 1 men, 2 women. */
  sex: number;
  people: number;
}

interface Kind {
  title: string;
  /** What its rows are, above them. */
  rows: string;
  list?: ReferenceList;
  /** Whether anyone may read it, small cells hidden. */
  open: boolean;
}

/** Occupations that have a row of their own. */
const mostOccupations = 15;
const otherOccupations = 'Pekerjaan lain di luar daftar ini';

const kinds = {
  age: { title: 'Umur dan jenis kelamin', rows: 'Umur (tahun)', open: true },
  hamlet: { title: 'Dusun', rows: 'Dusun', open: true },
  religion: { title: 'Agama', rows: 'Agama', list: RELIGION, open: true },
  education: { title: 'Pendidikan', rows: 'Pendidikan dalam KK', list: EDUCATION, open: true },
  occupation: { title: 'Pekerjaan', rows: 'Pekerjaan', open: true },
  marital: { title: 'Status perkawinan', rows: 'Status', list: MARITAL_STATUS, open: true },
  blood: { title: 'Golongan darah', rows: 'Golongan', list: BLOOD_TYPE, open: false },
  disability: { title: 'Disabilitas', rows: 'Keadaan', list: DISABILITY, open: false },
  insurance: { title: 'Jaminan kesehatan', rows: 'Jaminan', list: HEALTH_INSURANCE, open: false },
  idCard: { title: 'KTP elektronik', rows: 'Kartu', list: ID_CARD, open: false },
  recording: { title: 'Perekaman KTP', rows: 'Keadaan', list: ID_CARD_RECORDING, open: false },
} satisfies Record<string, Kind>;

export type FigureKey = keyof typeof kinds;
const figureKeys = Object.keys(kinds) as FigureKey[];

export interface FigureRow {
  label: string;
  men: number;
  women: number;
  people: number;
}

export interface FigureTable {
  key: FigureKey;
  title: string;
  rowsAre: string;
  rows: FigureRow[];
  /** People of whom it is not filled in. */
  unknown: FigureRow;
}

export interface Figures {
  people: number;
  men: number;
  women: number;
  families: number;
  tables: FigureTable[];
}

/** All tables of the population out of its counts. */
export function figuresFrom(counts: readonly Count[], families: number): Figures {
  const ages = sumUp(
    'Semua',
    counts.filter(({ figure }) => figure === 'age'),
  );
  return {
    people: ages.people,
    men: ages.men,
    women: ages.women,
    families,
    tables: figureKeys.map((key) =>
      tableOf(
        key,
        counts.filter(({ figure }) => figure === key),
      ),
    ),
  };
}

function tableOf(key: FigureKey, counts: readonly Count[]): FigureTable {
  const { title, rows } = kinds[key];
  const known = counts.filter(({ value }) => value !== null);
  return {
    key,
    title,
    rowsAre: rows,
    rows: rowsOf(key, known),
    unknown: sumUp(
      'Belum diisi',
      counts.filter(({ value }) => value === null),
    ),
  };
}

function rowsOf(key: FigureKey, counts: readonly Count[]): FigureRow[] {
  const row = (label: string, value: string) =>
    sumUp(
      label,
      counts.filter((count) => count.value === value),
    );
  const values = [...new Set(counts.map(({ value }) => value!))];
  if (key === 'age') return ageGroups.map((label, group) => row(label, String(group)));
  if (key === 'hamlet') return values.sort().map((hamlet) => row(hamlet, hamlet));
  if (key === 'occupation')
    return values
      .map((code) => row(labelOf(OCCUPATION, Number(code)), code))
      .sort((a, b) => b.people - a.people || a.label.localeCompare(b.label));
  const { list } = kinds[key] as Kind;
  const listed = list!.entries.map(({ code, label }) => row(label, String(code)));
  const codes = new Set(list!.entries.map(({ code }) => String(code)));
  return [...listed, ...values.filter((v) => !codes.has(v)).map((v) => row(v, v))];
}

function sumUp(label: string, counts: readonly Count[]): FigureRow {
  const of = (sex?: number) =>
    counts.reduce((sum, c) => sum + (sex === undefined || c.sex === sex ? c.people : 0), 0);
  return { label, men: of(1), women: of(2), people: of() };
}

/** The rows with all but the most frequent occupations, or those that `keep` says no to, as one. */
export function withOthers(
  rows: readonly FigureRow[],
  keep: (row: FigureRow) => boolean = () => true,
): FigureRow[] {
  const named = rows.slice(0, mostOccupations).filter(keep);
  const others = rows.filter((row) => !named.includes(row));
  // One person of all other occupations would be one person again.
  const few = () => others.length > 0 && !keep(merged(others));
  while (few() && named.length > 0) others.push(named.pop()!);
  return others.length > 0 ? [...named, merged(others)] : named;
}

const merged = (rows: readonly FigureRow[]): FigureRow => ({
  label: otherOccupations,
  men: rows.reduce((sum, { men }) => sum + men, 0),
  women: rows.reduce((sum, { women }) => sum + women, 0),
  people: rows.reduce((sum, { people }) => sum + people, 0),
});

/** A figure that anyone may read: a number, or why there is none. */
export type OpenFigure = number | 'few' | 'hidden';

export interface OpenRow {
  label: string;
  people: OpenFigure;
}

/** What anyone may read of the population. */
export interface OpenFigures {
  people: number;
  /** Men and women, and the pyramid; undefined where they are too few. */
  sexes: { men: number; women: number } | undefined;
  ages: { label: string; men: OpenFigure; women: OpenFigure }[];
  tables: { key: FigureKey; title: string; rowsAre: string; rows: OpenRow[] }[];
}

/** In a village, or what is left of one, of fewer people every table speaks of somebody. */
const smallestVillage = 30;

/**
 * The totals for the public page, small cells hidden (small-cells.ts): each table adds up to a number
 * that everyone knows. Undefined for a village of too few people. Whose value is not filled in
 * is left out; of families only their number is told, as of a village it is no one's.
 */
export function openFigures(figures: Figures): OpenFigures | undefined {
  const { people, men, women, tables } = figures;
  if (people < smallestVillage) return undefined;
  const sexes = Math.min(men, women) >= SMALLEST_SHOWN ? { men, women } : undefined;
  const ages = tables.find(({ key }) => key === 'age')!.rows;
  const [ofMen, ofWomen] = [hidden(ages.map((r) => r.men)), hidden(ages.map((r) => r.women))];
  return {
    people,
    sexes,
    ages:
      sexes && ofMen && ofWomen
        ? ages.map(({ label }, i) => ({ label, men: ofMen[i]!, women: ofWomen[i]! }))
        : [],
    tables: tables.flatMap(({ key, title, rowsAre, rows }) => {
      if (!kinds[key].open || key === 'age') return [];
      const shown = key === 'occupation' ? withOthers(rows, enough) : rows;
      const figures = hidden(shown.map((row) => row.people));
      if (!figures) return [];
      const open = shown.map(({ label }, i) => ({ label, people: figures[i]! }));
      return [{ key, title, rowsAre, rows: open }];
    }),
  };
}

const enough = ({ people }: FigureRow) => people >= SMALLEST_SHOWN;

const hidden = (counts: readonly number[]): OpenFigure[] | undefined =>
  hideSmallCells(counts)?.map((cell) =>
    cell.shown ? cell.count : cell.few ? ('few' as const) : ('hidden' as const),
  );
