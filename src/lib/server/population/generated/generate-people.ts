import type { RegisterRow } from '../columns.ts';
import { makeFamily, type Member } from './family.ts';
import { BIRTHPLACES, LONGEST_LEGAL_NAME, makeName } from './names.ts';
import { type Random, seededRandom } from './random.ts';

/** What kind of village to make up. */
export interface PeopleOptions {
  /** How many residents; the last family is cut to fit. */
  count: number;
  /** The same seed gives the same people. */
  seed?: number;
  /** The day on which they have the ages meant, `YYYY-MM-DD`. */
  asOf?: string;
}

/** Hamlets, their neighbourhoods and where in the village most people live. */
const DUSUN = [
  { name: 'BATU PUTIH ATAS', rw: ['001', '002'], rt: 3, share: 45 },
  { name: 'BATU PUTIH BAWAH', rw: ['003'], rt: 4, share: 33 },
  { name: 'LABUHAN LALAR', rw: ['004'], rt: 3, share: 22 },
] as const;

const STREETS = ['JL. PANTAI', 'JL. RAYA TALIWANG', 'JL. MASJID', 'GANG MAWAR', 'JL. PERTANIAN'];

/** District codes in the numbers of people who came from elsewhere, who keep theirs for life. */
const ELSEWHERE = ['520701', '520703', '520401', '527101', '520102', '350714', '737102'];

/**
 * Made-up residents of a village in West Sumbawa, family by family, as rows of the population
 * spreadsheet: codes as numbers, dates as `DD-MM-YYYY`, NIK and KK as text. The numbers have the
 * form of real ones and are invented; babies without one carry `0`.
 */
export function* generatePeople({
  count,
  seed = 52_07_02_2015,
  asOf = '2026-01-01',
}: PeopleOptions): Generator<RegisterRow, void, undefined> {
  const random = seededRandom(seed);
  const numbers = numberGiver();
  let left = count;
  let longestNameGiven = false;
  while (left > 0) {
    const family = makeFamily(random, asOf);
    const man = family.find(({ sex }) => sex === 1);
    // One person of the village has a name as long as the law allows.
    if (man && !longestNameGiven) {
      man.name = LONGEST_LEGAL_NAME;
      longestNameGiven = true;
    }
    yield* familyRows(random, family, numbers, asOf).slice(0, left);
    left -= family.length;
  }
}

type NumberGiver = (district: string, date: string, plus?: number) => string;

/** Gives out numbers of district, date and serial, none of them twice. */
function numberGiver(): NumberGiver {
  const serials = new Map<string, number>();
  return (district, date, plus = 0) => {
    const day = String(Number(date.slice(8, 10)) + plus).padStart(2, '0');
    const stem = district + day + date.slice(5, 7) + date.slice(2, 4);
    const serial = (serials.get(stem) ?? 0) + 1;
    serials.set(stem, serial);
    return stem + String(serial).padStart(4, '0');
  };
}

function familyRows(
  random: Random,
  members: readonly Member[],
  numbers: NumberGiver,
  asOf: string,
): RegisterRow[] {
  const newcomers = random.chance(0.07);
  const district = newcomers ? random.pick(ELSEWHERE) : '520702';
  const dusun = random.weighted(DUSUN.map((place) => [place, place.share]));
  const registered = `${random.between(2005, 2025)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`;
  const home = {
    alamat: `${random.pick(STREETS)} NO. ${random.between(1, 120)}`,
    dusun: dusun.name,
    rw: random.pick(dusun.rw),
    rt: pad(random.between(1, dusun.rt)).padStart(3, '0'),
    no_kk: numbers('520702', registered),
    // Blood type and religion run in families here more than they differ.
    agama_id: random.weighted([
      [1, 955],
      [2, 10],
      [3, 10],
      [4, 22],
      [5, 3],
    ]),
    suku: random.weighted([
      ['SUMBAWA', 72],
      ['SASAK', 18],
      ['BIMA', 4],
      ['JAWA', 4],
      ['BALI', 2],
    ]),
    status_dasar: random.weighted([
      [1, 990],
      [3, 10],
    ]),
  };

  const niks = new Map(
    members.map((member) => {
      const baby = member.birthDate.slice(0, 4) >= String(Number(asOf.slice(0, 4)) - 1);
      const nik =
        baby && random.chance(0.25)
          ? '0'
          : numbers(district, member.birthDate, member.sex === 2 ? 40 : 0);
      return [member, nik];
    }),
  );
  // Brothers and sisters share the parents who are not on the family's card.
  const absent = { father: makeName(random, 1), mother: makeName(random, 2) };
  return members.map((member) => ({
    ...home,
    ...personColumns(random, member, niks, absent, asOf),
  }));
}

function personColumns(
  random: Random,
  member: Member,
  niks: ReadonlyMap<Member, string>,
  absent: { father: string; mother: string },
  asOf: string,
): RegisterRow {
  const { father, mother } = member;
  const age = Number(asOf.slice(0, 4)) - Number(member.birthDate.slice(0, 4));
  const isChild = [4, 6].includes(member.relation);
  const nik = niks.get(member)!;
  return {
    nama: member.name,
    nik,
    sex: member.sex,
    tempatlahir: random.weighted(BIRTHPLACES),
    tanggallahir: dayFirst(member.birthDate),
    pendidikan_kk_id: member.education,
    pendidikan_sedang_id: member.schooling,
    pekerjaan_id: member.occupation,
    status_kawin: member.maritalStatus,
    kk_level: member.relation,
    warganegara_id: 1,
    ayah_nik: (father && niks.get(father)) ?? '',
    nama_ayah: father?.name ?? (isChild ? absent.father : makeName(random, 1)),
    ibu_nik: (mother && niks.get(mother)) ?? '',
    nama_ibu: mother?.name ?? (isChild ? absent.mother : makeName(random, 2)),
    golongan_darah_id: random.weighted([
      [13, 60],
      [4, 16],
      [1, 10],
      [2, 10],
      [3, 4],
    ]),
    akta_lahir:
      age < 25 && nik !== '0'
        ? `5207-LT-${member.birthDate.slice(8)}${member.birthDate.slice(5, 7)}${Number(member.birthDate.slice(0, 4)) + 1}-${String(random.between(1, 99)).padStart(4, '0')}`
        : '',
    cacat_id: random.weighted([
      [7, 984],
      [1, 6],
      [2, 3],
      [3, 4],
      [4, 3],
    ]),
    ktp_el: age >= 17 ? 2 : age > 0 && random.chance(0.4) ? 3 : 1,
    status_rekam: age >= 17 ? 3 : 1,
    id_asuransi: random.weighted([
      [2, 55],
      [3, 20],
      [1, 25],
    ]),
  };
}

const pad = (value: number): string => String(value).padStart(2, '0');

const dayFirst = (iso: string): string => `${iso.slice(8)}-${iso.slice(5, 7)}-${iso.slice(0, 4)}`;
