import { namesAlike, nikNeighbours, nikSlip } from '#lib/domain/likely-double.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { BASIC_STATUS, labelOf } from '#lib/domain/reference-codes.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findCandidates, type CandidateRow } from './doubles-store.ts';

/** What is known of somebody who may already be on the register. */
export interface Sought {
  name: string;
  /** `YYYY-MM-DD` */
  birthDate: string | null;
  nik: string | null;
}

/** A record that may be the same person's, masked. */
export interface LikelyDouble {
  id: string;
  name: string;
  nik: string;
  birthDate: string | null;
  place: string;
  /** Empty for the living. */
  status: string;
  /** Why it is thought so, as sentences without a full stop. */
  why: string[];
}

const most = 8;

/** Records that may be of the same person, the likeliest first. Temporary NIKs say nothing. */
export async function findDoubles(tx: VillageTx, sought: Sought): Promise<LikelyDouble[]> {
  const nik = sought.nik && /^[1-9]\d{15}$/.test(sought.nik) ? sought.nik : null;
  const rows = await findCandidates(tx, {
    birthDate: sought.birthDate,
    niks: nik ? [nik, ...nikNeighbours(nik)] : [],
  });
  return rows
    .map((row) => ({ row, ...likeness(row, { ...sought, nik }) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => b.weight - a.weight || a.row.name.localeCompare(b.row.name))
    .slice(0, most)
    .map(({ row, why }) => ({
      id: row.id,
      name: row.name,
      nik: row.nik_temporary ? 'sementara' : maskNik(row.nik),
      birthDate: row.birth_date,
      place: [row.hamlet, row.rt && `RT ${row.rt}`].filter(Boolean).join(' '),
      status: row.basic_status === 1 ? '' : labelOf(BASIC_STATUS, row.basic_status),
      why,
    }));
}

/**
 * Neighbours by NIK are many (whoever is registered next on the same day is one digit away), so a
 * slip counts with a name alike, or with the same birth date where more than the serial differs.
 */
function likeness(row: CandidateRow, { name, birthDate, nik }: Sought) {
  const why: string[] = [];
  let weight = 0;
  const sameDay = birthDate !== null && row.birth_date === birthDate;
  const alike = namesAlike(row.name, name);
  if (nik && row.nik === nik) {
    why.push('NIK-nya sama');
    weight += 8;
  }
  const slip = nik && !row.nik_temporary ? nikSlip(row.nik, nik) : undefined;
  if (slip && (alike || (sameDay && row.nik.slice(0, 12) !== nik!.slice(0, 12)))) {
    why.push(slip === 'digit' ? 'NIK-nya beda satu angka' : 'dua angka NIK-nya tertukar');
    weight += 3;
  }
  if (sameDay && alike) {
    const same = row.name === name.trim().toUpperCase();
    why.push(same ? 'nama dan tanggal lahirnya sama' : 'nama mirip, tanggal lahirnya sama');
    weight += same ? 5 : 2;
  }
  return { why, weight };
}
