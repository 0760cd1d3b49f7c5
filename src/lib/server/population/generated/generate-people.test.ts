import { describe, expect, it } from 'vitest';
import { nikProblem, nikWarnings } from '#lib/domain/nik.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import { readPersonName } from '#lib/domain/person-name.ts';
import type { RegisterRow } from '../columns.ts';
import { generatePeople } from './generate-people.ts';

const people = [...generatePeople({ count: 5_000 })];
const birth = (row: RegisterRow): string => {
  const read = parseDate(row.tanggallahir);
  return (read.ok ? read.value : undefined) ?? 'none';
};

describe('made-up people', () => {
  it('are as many as asked for and the same for the same seed', () => {
    expect(people).toHaveLength(5_000);
    expect([...generatePeople({ count: 50 })]).toEqual(people.slice(0, 50));
    expect([...generatePeople({ count: 50, seed: 1 })]).not.toEqual(people.slice(0, 50));
  });

  it('have NIKs that keep every rule and belong to one person', () => {
    const niks = people.map((row) => String(row.nik)).filter((nik) => nik !== '0');
    expect(new Set(niks).size).toBe(niks.length);
    expect(people.length - niks.length).toBeGreaterThan(3);
    for (const row of people) {
      if (row.nik === '0') continue;
      expect(nikProblem(String(row.nik))).toBeUndefined();
      expect(nikWarnings(String(row.nik), { sex: row.sex as 1, birthDate: birth(row) })).toEqual(
        [],
      );
    }
  });

  it('live in families with one head, whose members fit one another', () => {
    const families = Map.groupBy(people, (row) => row.no_kk);
    const byNik = new Map(people.map((row) => [row.nik, row]));
    for (const members of families.values()) {
      expect(members.filter((row) => row.kk_level === 1)).toHaveLength(1);
      expect(new Set(members.map((row) => `${row.dusun}/${row.rw}/${row.rt}`)).size).toBe(1);
    }
    for (const row of people) {
      const mother = row.ibu_nik ? byNik.get(row.ibu_nik) : undefined;
      if (!mother) continue;
      expect(mother.nama).toBe(row.nama_ibu);
      expect(Number(birth(row).slice(0, 4)) - Number(birth(mother).slice(0, 4))).toBeGreaterThan(
        15,
      );
    }
    for (const row of people.filter(({ status_kawin }) => status_kawin !== 1)) {
      expect(birth(row) < '2009').toBe(true);
    }
  });

  it('are of all kinds', () => {
    for (const [column, values] of [
      ['sex', [1, 2]],
      ['status_kawin', [1, 2, 3, 4]],
      ['kk_level', [1, 3, 4, 5, 6, 7, 8, 9]],
      ['agama_id', [1, 2, 3, 4, 5]],
    ] as const) {
      expect(
        [...new Set(people.map((row) => row[column] as number))].sort((a, b) => a - b),
      ).toEqual(values);
    }
    expect(new Set(people.map((row) => row.dusun)).size).toBe(3);
    expect(people.every((row) => readPersonName(row.nama).ok)).toBe(true);
    expect(people.some((row) => String(row.nama).length === 60)).toBe(true);
    expect(people.some((row) => birth(row) > '2025')).toBe(true);
  });
});
