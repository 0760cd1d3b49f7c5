import { demoResidents } from '../../src/lib/server/access/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  carryOutImport,
  commitImport,
  readImport,
  startImport,
  type RegisterRow,
} from '../../src/lib/server/population/index.ts';
import {
  generatePeople,
  writeSpreadsheet,
} from '../../src/lib/server/population/generated/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const importer = { kind: 'system', name: 'Desa contoh' } as const;
const count = 1200;

/** Brings invented people into the village by the way real ones come: a spreadsheet is imported. */
export async function settlePeople(village: VillageContext): Promise<void> {
  const named = namedFamilies();
  const people = [...named, ...generatePeople({ count: count - named.length })];
  // Every column in which something is said of anybody.
  const keys = new Set(people.flatMap((row) => Object.keys(row) as (keyof RegisterRow)[]));
  const headings = [...keys].map((key) => [key, key] as const);
  const file = { name: 'penduduk-contoh.xlsx', bytes: writeSpreadsheet(people, { headings }) };
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const jobId = await run((tx) =>
    startImport(tx, village.id, importer, file, { background: false }),
  );
  await readImport(village.id, jobId);
  await run((tx) => commitImport(tx, village.id, importer, jobId, { background: false }));
  await carryOutImport(village.id, jobId);
}

/** Where the residents live whom visitors of the demonstration sign in as. */
export const demoNeighbourhood = { hamlet: 'LABUHAN LALAR', rw: '004', rt: '001' } as const;

/** The families of the residents whom visitors of the demonstration sign in as. */
function namedFamilies(): RegisterRow[] {
  const [siti, hakim, sahrum] = demoResidents;
  if (!siti || !hakim || !sahrum) throw new Error('The demonstration names three residents.');
  const place = {
    alamat: 'JL. PANTAI',
    dusun: demoNeighbourhood.hamlet,
    rw: demoNeighbourhood.rw,
    rt: demoNeighbourhood.rt,
  };
  const common = { agama_id: 1, warganegara_id: 1, status_dasar: 1, tempatlahir: 'TALIWANG' };
  const family = (kk: string, members: RegisterRow[]): RegisterRow[] =>
    members.map((member) => ({ ...common, ...place, no_kk: kk, ...member }));
  return [
    ...family('5207020101100001', [
      {
        nama: 'M. SALEH',
        nik: '5207021502800001',
        sex: 1,
        tanggallahir: '15-02-1980',
        status_kawin: 2,
        kk_level: 1,
        pekerjaan_id: 11,
        pendidikan_kk_id: 4,
      },
      {
        ...known(siti),
        telepon: phoneOfNobody(1),
        status_kawin: 2,
        kk_level: 3,
        pekerjaan_id: 84,
        pendidikan_kk_id: 5,
      },
      {
        nama: 'AHMAD RIZKI',
        nik: '5207020309050001',
        sex: 1,
        tanggallahir: '03-09-2005',
        status_kawin: 1,
        kk_level: 4,
        pekerjaan_id: 3,
        pendidikan_kk_id: 5,
      },
      {
        nama: 'NABILA PUTRI',
        nik: '5207025104140001',
        sex: 2,
        tanggallahir: '11-04-2014',
        status_kawin: 1,
        kk_level: 4,
        pekerjaan_id: 3,
        pendidikan_kk_id: 2,
      },
    ]),
    ...family('5207020101100002', [
      {
        ...known(hakim),
        telepon: phoneOfNobody(2),
        status_kawin: 2,
        kk_level: 1,
        pekerjaan_id: 9,
        pendidikan_kk_id: 3,
      },
      {
        nama: 'HARTINI',
        nik: '5207024506820001',
        sex: 2,
        tanggallahir: '05-06-1982',
        status_kawin: 2,
        kk_level: 3,
        pekerjaan_id: 2,
        pendidikan_kk_id: 4,
      },
      {
        nama: 'LINA MARLINA',
        nik: '5207026212020001',
        sex: 2,
        tanggallahir: '22-12-2002',
        status_kawin: 1,
        kk_level: 4,
        pekerjaan_id: 88,
        pendidikan_kk_id: 5,
      },
    ]),
    ...family('5207020101100003', [
      { ...known(sahrum), status_kawin: 4, kk_level: 1, pekerjaan_id: 9, pendidikan_kk_id: 5 },
    ]),
  ];
}

function known({ nik, name, sex, birthDate }: (typeof demoResidents)[number]): RegisterRow {
  return { nama: name, nik, sex, tanggallahir: birthDate.split('-').reverse().join('-') };
}

/** A mobile number that can be nobody's: no operator was ever given 0810. */
const phoneOfNobody = (n: number): string => `0810${String(n).padStart(8, '0')}`;
