import type { ColumnKey } from '../columns.ts';
import type { RegisterEntry, RowProblem, RowReading } from './register-entry.ts';

/** Judges each row beside the rows of the same file that were taken before it. */
export interface FileChecks {
  /** The reading, refused where an earlier row contradicts it. */
  check(reading: RowReading): RowReading;
}

/**
 * Within one file a person stands once, and a family and a household have one head each: the first row that says so is
 * taken, each later one is refused and points at it. Rows that are refused for other reasons do
 * not count.
 */
export function startFileChecks(headingOf: (key: ColumnKey) => string): FileChecks {
  const people = new Map<string, number>();
  const heads = new Map<string, number>();
  const householdHeads = new Map<string, number>();

  return {
    check(reading) {
      const { entry, row } = reading;
      if (!entry) return reading;
      const problems: RowProblem[] = [];

      const person = entry.nik ?? withoutNik(entry);
      const earlier = people.get(person);
      if (earlier !== undefined) {
        problems.push({
          row,
          column: headingOf('nik'),
          found: entry.nik ?? '0',
          expected: entry.nik
            ? `NIK yang belum dipakai; NIK ini sudah ada di baris ${earlier}`
            : `orang yang belum ada; nama, tempat dan tanggal lahir yang sama sudah ada di baris ${earlier}`,
        });
      }

      const headOf = entry.relation === 1 && isAlive(entry) ? entry.kk_number : undefined;
      const head = headOf === undefined ? undefined : heads.get(headOf);
      if (head !== undefined) {
        problems.push({
          row,
          column: headingOf('kk_level'),
          found: '1 (Kepala keluarga)',
          expected: `hubungan selain kepala keluarga; kepala keluarga KK ini sudah ada di baris ${head}`,
        });
      }

      const leads = entry.household_relation === 1 && isAlive(entry) ? entry.rtm_number : undefined;
      const leader = leads === undefined ? undefined : householdHeads.get(leads);
      if (leader !== undefined) {
        problems.push({
          row,
          column: headingOf('rtm_level'),
          found: '1 (Kepala rumah tangga)',
          expected: `2 (Anggota rumah tangga); kepala rumah tangga ini sudah ada di baris ${leader}`,
        });
      }

      if (problems.length > 0) return { row, problems, warnings: [] };
      people.set(person, row);
      if (leads !== undefined) householdHeads.set(leads, row);
      if (headOf !== undefined) heads.set(headOf, row);
      return reading;
    },
  };
}

/** Someone without a NIK is told apart by who they are. */
function withoutNik({ name, birth_date, birth_place = '', sex }: RegisterEntry): string {
  return [name, birth_date, birth_place.toUpperCase(), sex].join('|');
}

/** A head who died or moved away stays written as head beside the one who took over. */
function isAlive({ basic_status = 1 }: RegisterEntry): boolean {
  return basic_status === 1;
}
