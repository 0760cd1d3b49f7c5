import { ageOn, formatDateShort } from '#lib/domain/dates-id.ts';
import { maskIdNumber } from '#lib/domain/id-number.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import { maskNik } from '#lib/domain/nik.ts';
import {
  BLOOD_TYPE,
  CITIZENSHIP,
  EDUCATION,
  FAMILY_RELATION,
  labelOf,
  MARITAL_STATUS,
  OCCUPATION,
  type ReferenceList,
  RELIGION,
} from '#lib/domain/reference-codes.ts';
import type { BookRow } from '#lib/server/registers/index.ts';
import type { MutationRow, PersonRow } from './book-store.ts';

/** How lines are shown: numbers masked or in full, ages on which day. */
export interface Showing {
  full: boolean;
  day: string;
}

const label = (list: ReferenceList, code: number | null) =>
  code === null ? '' : labelOf(list, code);
const date = (day: string | null) => (day ? formatDateShort(day) : '');
const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(', ');
const sexes: Readonly<Record<number, string>> = { 1: 'L', 2: 'P' };
const citizenships: Readonly<Record<number, string>> = { 1: 'WNI', 2: 'WNA' };
const citizenship = (code: number) => citizenships[code] ?? labelOf(CITIZENSHIP, code);

type Named = Pick<PersonRow, 'name' | 'title_before' | 'title_after' | 'nickname'>;

/** "Drs. H. AHMAD, M.Pd. / Amat" */
function fullName({ name, title_before, title_after, nickname }: Named): string {
  const titled = joined([title_before, name].filter(Boolean).join(' '), title_after);
  return nickname ? `${titled} / ${nickname}` : titled;
}

function addressOf(r: PersonRow): string {
  const part = (word: string, number: string | null) =>
    number && number !== UNDIVIDED ? `${word} ${number}` : '';
  return joined(
    r.current_address || r.address || r.family_address,
    r.hamlet,
    [part('RT', r.rt), part('RW', r.rw)].filter(Boolean).join('/'),
  );
}

/** A temporary NIK is the office's own number: it stands on no paper. */
const nikOf = (r: PersonRow, full: boolean) =>
  r.nik_temporary ? 'sementara' : full ? r.nik : maskNik(r.nik);
const kkOf = (r: PersonRow, full: boolean) =>
  r.kk_number ? (full ? r.kk_number : maskKk(r.kk_number)) : '';

/** What the official form asks as "dapat membaca huruf": L for Latin letters, where schooling tells. */
function literacy({ studying, education }: PersonRow): string {
  const cannot = 17;
  const primarySchool = 3;
  if (studying === cannot) return 'Tidak';
  return education !== null && education >= primarySchool ? 'L' : '';
}

const common = (r: PersonRow, { full }: Showing) => ({
  name: fullName(r),
  sex: sexes[r.sex] ?? '',
  maritalStatus: label(MARITAL_STATUS, r.marital_status),
  religion: label(RELIGION, r.religion),
  education: label(EDUCATION, r.education),
  occupation: label(OCCUPATION, r.occupation),
  citizenship: citizenship(r.citizenship),
  address: addressOf(r),
  relation: label(FAMILY_RELATION, r.relation),
  nik: nikOf(r, full),
  kk: kkOf(r, full),
  note: r.note,
});

/** A line of B.1. */
export const mainLine = (r: PersonRow, showing: Showing): BookRow => ({
  ...common(r, showing),
  birthPlace: r.birth_place,
  birthDate: date(r.birth_date),
  literacy: literacy(r),
});

/** A line of B.5. */
export const cardLine = (r: PersonRow, showing: Showing): BookRow => ({
  ...common(r, showing),
  birth: joined(r.birth_place, date(r.birth_date)),
  bloodType: label(BLOOD_TYPE, r.blood_type),
  issued: joined(r.id_card_printed_at, date(r.id_card_printed_on)),
  father: r.father_name,
  mother: r.mother_name,
  since: date(r.came_on),
});

/** A line of B.4. */
export function guestLine(r: PersonRow, { full, day }: Showing): BookRow {
  const said = (key: string) => String(r.came_details?.[key] ?? '');
  const gone = r.went_on !== null && (r.came_on === null || r.went_on >= r.came_on);
  const foreigner = 2;
  return {
    name: fullName(r),
    male: r.sex === 1 ? 'L' : '',
    female: r.sex === 2 ? 'P' : '',
    identity: r.passport ? (full ? r.passport : maskIdNumber(r.passport)) : nikOf(r, full),
    birth: joined(
      r.birth_place,
      date(r.birth_date),
      r.birth_date && `${ageOn(r.birth_date, day)} tahun`,
    ),
    occupation: label(OCCUPATION, r.occupation),
    nationality: r.citizenship === foreigner ? r.home_country || 'WNA' : citizenship(r.citizenship),
    descent: r.ethnicity ?? '',
    origin: said('origin') || r.previous_address,
    purpose: said('purpose'),
    host: said('host') || joined(r.head_name === r.name ? '' : r.head_name, addressOf(r)),
    cameOn: date(r.came_on),
    leftOn: gone ? date(r.went_on) : '',
    note: r.note,
  };
}

/** What the columns of B.2 do not say themselves. */
const remarks: Readonly<Record<string, string>> = {
  birth: 'Lahir',
  missing: 'Hilang',
  return: 'Kembali',
  status: 'Perubahan status',
};

/** A line of B.2. */
export function mutationLine(r: MutationRow): BookRow {
  const said = (key: string) => String(r.details[key] ?? '');
  const came = r.effect > 0;
  const died = r.kind === 'death';
  const day = date(r.occurred_on);
  return {
    name: fullName(r),
    birthPlace: r.birth_place,
    birthDate: date(r.birth_date),
    sex: sexes[r.sex] ?? '',
    citizenship: citizenship(r.citizenship),
    origin: came ? said('origin') : '',
    cameOn: came ? day : '',
    destination: came || died ? '' : said('destination'),
    movedOn: came || died ? '' : day,
    deathPlace: died ? said('place') || '-' : '',
    diedOn: died ? day : '',
    note: joined(remarks[r.kind], r.counts ? '' : 'tidak mengubah jumlah'),
  };
}
