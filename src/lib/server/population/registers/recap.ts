import type { FlowRow, StockRow } from './recap-store.ts';

/** A row of B.3: figures by the names of the book's columns (domain/register-books.ts). */
export type RecapRow = Record<string, string | number>;

const ends = ['start', 'end'] as const;
const flowNames = ['born', 'came', 'died', 'left'] as const;

/** Which columns an event is counted in. The book knows four; who is found again has come, who is missing has gone. */
function flowOf({ kind, effect }: Pick<FlowRow, 'kind' | 'effect'>): (typeof flowNames)[number] {
  if (effect > 0) return kind === 'birth' ? 'born' : 'came';
  return kind === 'death' ? 'died' : 'left';
}

/** What is counted under another name, said in the last column. */
const remarks: Readonly<Record<string, string>> = {
  missing: 'pindah termasuk hilang',
  return: 'datang termasuk kembali',
};

/**
 * The rows of B.3 and their sum: each hamlet, those without people too, and at the end whoever has
 * none. People = families + members, and start + in − out = end, in every row.
 */
export function recapRows(
  hamlets: readonly string[],
  stocks: readonly StockRow[],
  flows: readonly FlowRow[],
): { rows: RecapRow[]; total: RecapRow } {
  const total = emptyRow('Jumlah', '');
  const byHamlet = new Map(hamlets.map((name, i) => [name, emptyRow(name, i + 1)]));
  const add = (hamlet: string, key: string, count: number) => {
    let row = byHamlet.get(hamlet);
    if (!row) {
      row = emptyRow(hamlet || 'Tanpa dusun', byHamlet.size + 1);
      byHamlet.set(hamlet, row);
    }
    for (const each of [row, total]) each[key] = Number(each[key] ?? 0) + count;
  };
  for (const { hamlet, at, sex, foreign, people, families } of stocks) {
    add(hamlet, `${at}.${foreign ? 'foreign' : 'native'}.${sex}`, people);
    add(hamlet, `${at}.people`, people);
    add(hamlet, `${at}.families`, families);
    add(hamlet, `${at}.members`, people - families);
  }
  for (const flow of flows) {
    const { hamlet, sex, foreign, people, kind } = flow;
    add(hamlet, `${flowOf(flow)}.${foreign ? 'foreign' : 'native'}.${sex}`, people);
    if (remarks[kind]) add(hamlet, `remark.${kind}`, people);
  }
  return { rows: [...byHamlet.values()].map(withNote), total: withNote(total) };
}

function emptyRow(hamlet: string, number: number | ''): RecapRow {
  const row: RecapRow = { number, hamlet, note: '' };
  for (const name of [...ends, ...flowNames])
    for (const who of ['foreign', 'native'])
      for (const sex of [1, 2]) row[`${name}.${who}.${sex}`] = 0;
  for (const name of ends)
    for (const what of ['families', 'members', 'people']) row[`${name}.${what}`] = 0;
  return row;
}

function withNote(row: RecapRow): RecapRow {
  const said = Object.entries(remarks).flatMap(([kind, words]) =>
    row[`remark.${kind}`] ? [`${words} ${row[`remark.${kind}`]}`] : [],
  );
  return { ...row, note: said.join('; ') };
}
