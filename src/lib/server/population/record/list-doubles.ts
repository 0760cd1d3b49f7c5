import { maskNik } from '#lib/domain/nik.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findPairs, findPeopleOf, type PairRow } from './doubles-store.ts';
import { requireEditor } from './record-policy.ts';

/** One of two records that look like one person, masked. */
interface PairPerson {
  id: string;
  name: string;
  nik: string;
  birthDate: string | null;
  place: string;
}

/** Two records that may be of one person. */
export interface LikelyPair {
  a: PairPerson;
  b: PairPerson;
  why: string;
}

const whys: Record<PairRow['why'], string> = {
  same: 'Nama dan tanggal lahir sama',
  digit: 'NIK beda satu angka, nama mirip',
  swap: 'Dua angka NIK tertukar, nama mirip',
  alike: 'Nama mirip, tanggal lahir sama',
};

const perPage = 25;

/** The village's likely doubles, the likeliest first. */
export async function listDoubles(
  tx: VillageTx,
  visitor: Visitor,
  asked: { page: number },
): Promise<{ pairs: LikelyPair[]; total: number; page: number; pages: number }> {
  requireEditor(visitor);
  const read = (page: number) => findPairs(tx, { limit: perPage, offset: (page - 1) * perPage });
  let page = Math.max(1, Math.min(10_000, asked.page));
  let found = await read(page);
  // Past the end, or the last pair of the page was just dealt with.
  if (found.pairs.length === 0 && page > 1) found = await read((page = 1));
  const people = await findPeopleOf(
    tx,
    found.pairs.flatMap((pair) => [pair.first_id, pair.second_id]),
  );
  const person = (id: string): PairPerson => {
    const row = people.get(id)!;
    return {
      id,
      name: row.name,
      nik: row.nik_temporary ? 'NIK sementara' : maskNik(row.nik),
      birthDate: row.birth_date,
      place: [row.hamlet, row.rt && `RT ${row.rt}`].filter(Boolean).join(' '),
    };
  };
  return {
    pairs: found.pairs.map((pair) => ({
      a: person(pair.first_id),
      b: person(pair.second_id),
      why: whys[pair.why],
    })),
    total: found.total,
    page,
    pages: Math.max(1, Math.ceil(found.total / perPage)),
  };
}
