import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { BASIC_STATUS, labelOf } from '#lib/domain/reference-codes.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requireReader } from './reading-policy.ts';
import { countResidents, findHamlets, findResidents, type ResidentFilter } from './search-store.ts';

/** One line of the list of residents, masked. */
export interface ResidentLine {
  id: string;
  name: string;
  nik: string;
  kkNumber: string;
  sex: 'L' | 'P';
  birthDate: string | null;
  place: string;
  /** Empty for the living. */
  status: string;
}

export interface ResidentPage {
  items: ResidentLine[];
  total: number;
  page: number;
  pages: number;
  /** True when nobody was found as typed, and these only sound like it. */
  alike: boolean;
  hamlets: string[];
}

const perPage = 50;

/**
 * Residents by name, any part of NIK or KK, or address; when nobody is found, those whose names sound
 * like what was typed. A list shows only
 * masked numbers and is not a reading of anyone's record.
 * @param input.search as typed; four digits or more look for numbers
 */
export async function searchResidents(
  tx: VillageTx,
  visitor: Visitor,
  input: { search: string; hamlet?: string; basicStatus?: number; page: number },
): Promise<ResidentPage> {
  requireReader(visitor);
  const digits = input.search.replace(/[\s.'-]/g, '');
  const byNumber = /^\d{4,16}$/.test(digits);
  const asTyped: ResidentFilter = {
    digits: byNumber ? digits : '',
    words: byNumber ? '' : input.search.trim(),
    alike: false,
    hamlet: input.hamlet,
    basicStatus: input.basicStatus,
  };
  let total = await countResidents(tx, asTyped);
  // Likeness is dear: it is asked for only when nobody is found without, and once.
  const alike = total === 0 && asTyped.words !== '';
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findResidents(
    tx,
    { ...asTyped, alike },
    { limit: perPage, offset: (page - 1) * perPage },
  );
  if (alike) total = rows.length;
  return {
    total,
    page,
    pages,
    alike: alike && total > 0,
    hamlets: await findHamlets(tx),
    items: rows.map((r) => ({
      id: r.id,
      name: r.name,
      nik: r.nik_temporary ? 'sementara' : maskNik(r.nik),
      kkNumber: r.kk_number ? maskKk(r.kk_number) : '',
      sex: r.sex === 1 ? 'L' : 'P',
      birthDate: r.birth_date,
      place: [r.hamlet, r.rt && `RT ${r.rt}`, r.rw && `RW ${r.rw}`].filter(Boolean).join(' '),
      status: r.basic_status === 1 ? '' : labelOf(BASIC_STATUS, r.basic_status),
    })),
  };
}
