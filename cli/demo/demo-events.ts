import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import type { TypedEvent } from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

/** Somebody to whom something happens: nobody whom another story of the demonstration is about. */
export interface Villager {
  id: string;
  name: string;
  familyId: string;
  areaId: string;
  relation: number;
  sex: number;
  age: number;
  /** How many live in the family. */
  size: number;
}

/** Codes of FAMILY_RELATION. */
export const HEAD = 1;
const WIFE = 3;
const CHILD = 4;

/** What happened in the last weeks, the oldest first. */
export function eventsOf(village: VillageContext, villagers: readonly Villager[]): TypedEvent[] {
  const today = villageDate(now(), village.timeZone);
  const on = (daysAgo: number) => ({ tanggal: addDays(today, -daysAgo) });
  const event = (
    kind: TypedEvent['kind'],
    residentIds: string[],
    typed: Record<string, string>,
  ): TypedEvent => ({ kind, key: crypto.randomUUID(), residentIds, typed });
  const taken = new Set<string>();
  const pick = (fits: (one: Villager) => boolean): Villager => {
    const found = villagers.find((one) => !taken.has(one.familyId) && fits(one))!;
    taken.add(found.familyId);
    return found;
  };
  const mother = pick((one) => one.relation === WIFE && one.age > 20 && one.age < 36);
  const father = villagers.find(
    (one) => one.familyId === mother.familyId && one.relation === HEAD,
  )!;
  const elder = pick((one) => one.relation > CHILD && one.age > 60);
  const alone = pick((one) => one.relation === HEAD && one.size === 2 && one.age > 55);
  const leaver = pick((one) => one.relation === CHILD && one.age > 19 && one.age < 30);
  const lost = pick((one) => one.relation === CHILD && one.age > 30);
  const newcomer = {
    asal: 'Desa Seteluk Tengah, Kecamatan Seteluk',
    'tempat-lahir': 'SETELUK',
    kewarganegaraan: '1',
    agama: '1',
    wilayah: elder.areaId,
    alamat: 'GANG MELATI NO. 4',
  };
  const kk = '5207030211150007';
  const birth = {
    keluarga: mother.familyId,
    ibu: mother.id,
    ayah: father.id,
    'tempat-lahir': 'TALIWANG',
    kewarganegaraan: '1',
    'tempat-dilahirkan': '2',
    'jenis-kelahiran': '2',
    penolong: '2',
    pelapor: father.name,
  };
  return [
    event('departure', [leaver.id], {
      ...on(40),
      tujuan: 'Jl. Pejanggik 21, Kota Mataram',
      lingkup: '3',
      alasan: 'Bekerja',
      'nomor-dokumen': 'SKPWNI/5207/2026/0112',
    }),
    event('arrival', [], {
      ...newcomer,
      ...on(33),
      nama: 'MUHAMMAD ILHAM',
      nik: '5207031107900002',
      'jenis-kelamin': '1',
      'tanggal-lahir': '1990-07-11',
      'status-tinggal': '1',
      'status-kawin': '2',
      pekerjaan: '84',
      kk,
      hubungan: '1',
    }),
    event('arrival', [], {
      ...newcomer,
      ...on(33),
      nama: 'NURJANAH',
      nik: '5207035203930001',
      'jenis-kelamin': '2',
      'tanggal-lahir': '1993-03-12',
      'status-tinggal': '1',
      'status-kawin': '2',
      pekerjaan: '2',
      kk,
      hubungan: '3',
    }),
    event('death', [elder.id], { ...on(21), tempat: 'Rumah', sebab: '1', jam: '04.30' }),
    event('missing', [lost.id], { ...on(19), tempat: 'Pantai Labuhan Lalar' }),
    event('birth', [], {
      ...birth,
      ...on(12),
      nama: 'ZAHRA AULIA',
      'jenis-kelamin': '2',
      berat: '2600',
    }),
    event('birth', [], {
      ...birth,
      ...on(12),
      nama: 'ZAKI MAULANA',
      'jenis-kelamin': '1',
      berat: '2450',
    }),
    event('arrival', [], {
      ...newcomer,
      ...on(9),
      asal: 'Kota Bandung',
      maksud: 'Bekerja di proyek jalan',
      didatangi: alone.name,
      nama: 'DEDI KURNIAWAN',
      nik: '3273010504880004',
      'jenis-kelamin': '1',
      'tempat-lahir': 'BANDUNG',
      'tanggal-lahir': '1988-04-05',
      'status-tinggal': '2',
      'status-kawin': '2',
      pekerjaan: '13',
    }),
    event('return', [lost.id], { ...on(6), asal: 'Sape, Kabupaten Bima' }),
    event('death', [alone.id], {
      ...on(4),
      tempat: 'Puskesmas Taliwang',
      sebab: '1',
      penerang: '1',
      'nomor-dokumen': '474.3/018/PKM/2026',
    }),
  ];
}
