import * as XLSX from '@e965/xlsx';
import { type Cell, cellText } from '#lib/domain/cell.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import { labelOf, type ReferenceList } from '#lib/domain/reference-codes.ts';
import type { ColumnKey, RegisterRow } from '../columns.ts';
import type { BipKind } from '../reading/bip/kinds.ts';

const LISTS: Partial<Record<ColumnKey, ReferenceList>> = {
  sex: codes.SEX,
  agama_id: codes.RELIGION,
  status_kawin: codes.MARITAL_STATUS,
  kk_level: codes.FAMILY_RELATION,
  pendidikan_kk_id: codes.EDUCATION,
  pekerjaan_id: codes.OCCUPATION,
  golongan_darah_id: codes.BLOOD_TYPE,
};

/** As Dukcapil prints it: words in capitals, not codes. */
function printed(row: RegisterRow, key: ColumnKey): Cell {
  const cell = row[key];
  const list = LISTS[key];
  return list && typeof cell === 'number' ? labelOf(list, cell).toUpperCase() : (cell ?? '');
}

type Heading = readonly [string, ColumnKey | undefined];

const MEMBERS: readonly Heading[] = [
  ['No.', undefined],
  ['NIK', 'nik'],
  ['Nama Lengkap', 'nama'],
  ['Jns Kelamin', 'sex'],
  ['Tmp Lahir', 'tempatlahir'],
  ['Tgl Lahir', 'tanggallahir'],
  ['Gol Drh', 'golongan_darah_id'],
  ['Agama', 'agama_id'],
  ['Status', 'status_kawin'],
  ['Hub. Kel', 'kk_level'],
  ['Pddk Akhir', 'pendidikan_kk_id'],
  ['Jenis Pekerjaan', 'pekerjaan_id'],
  ['Nama Ibu', 'nama_ibu'],
  ['Nama Ayah', 'nama_ayah'],
  ['Ket', undefined],
];

/** SIAK's flat table has 34 columns, the last of them who registered; those of ours among them. */
const SIAK: readonly Heading[] = [
  ['Nomor KK', 'no_kk'],
  ...MEMBERS.slice(1, -1),
  ['NIK Ibu', 'ibu_nik'],
  ['NIK Ayah', 'ayah_nik'],
  ['Alamat', 'alamat'],
  ['Nama Dusun', 'dusun'],
  ['No RW', 'rw'],
  ['No RT', 'rt'],
  ['No Akta Lahir', 'akta_lahir'],
  ...Array.from({ length: 13 }, (_, index) => [`Kolom SIAK ${index + 1}`, undefined] as const),
  ['Petugas Registrasi', undefined],
];

const line = (headings: readonly Heading[], row: RegisterRow, number: number): Cell[] =>
  headings.map(([, key], index) => (key ? printed(row, key) : index === 0 ? number : ''));

const titles = (headings: readonly Heading[]): Cell[] => headings.map(([title]) => title);

/** Residents as one of Dukcapil's books, in the old .xls that they come in. */
export function writeBip(kind: BipKind, people: Iterable<RegisterRow>): Buffer {
  const families = new Map<string, RegisterRow[]>();
  for (const person of people) {
    const kk = cellText(person.no_kk);
    families.set(kk, [...(families.get(kk) ?? []), person]);
  }
  const sheet = XLSX.utils.aoa_to_sheet(LAYOUTS[kind]([...families.values()]), { dense: true });
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, 'Sheet1');
  return XLSX.write(workbook, { type: 'buffer', bookType: 'xls' }) as Buffer;
}

type Layout = (families: readonly RegisterRow[][]) => Cell[][];

const LAYOUTS: Readonly<Record<BipKind, Layout>> = {
  siak: (families) => [
    titles(SIAK),
    ...families.flat().map((person, index) => line(SIAK, person, index + 1)),
  ],

  'bip-2016': (families) => [
    ['BUKU INDUK PENDUDUK WNI'],
    ['Desa/Kelurahan', ':', 'BATU PUTIH'],
    [],
    ...families.flatMap((members) => {
      const [{ no_kk, alamat, dusun, rw, rt } = {}] = members;
      return [
        [`No. KK : ${cellText(no_kk)}`],
        ['Alamat', '', ':', alamat],
        ['RT/RW', '', ':', `${cellText(rt)}/${cellText(rw)}`, '', 'Dusun', ':', dusun],
        titles(MEMBERS),
        MEMBERS.map((_, index) => index + 1),
        ...members.map((person, index) => line(MEMBERS, person, index + 1)),
        [],
      ];
    }),
    ['Mengetahui,'],
  ],

  'bip-luwu-timur': (families) => [
    ['', 'BUKU INDUK KEPENDUDUKAN', '(DAFTAR KELUARGA)'],
    ['BUKU INDUK KEPENDUDUKAN (DAFTAR KELUARGA)'],
    ...families.flatMap((members) => {
      const [{ no_kk, alamat, dusun, rw, rt } = {}] = members;
      return [
        ['Alamat :', alamat],
        ['Dusun :', dusun, 'RT :', rt, 'RW :', rw],
        ['Nomor KK', no_kk],
        titles(MEMBERS),
        ...members.map((person, index) => line(MEMBERS, person, index + 1)),
      ];
    }),
  ],

  'bip-ektp': (families) => {
    const headings: readonly Heading[] = [
      ...MEMBERS.slice(0, -1),
      ['Alamat', 'alamat'],
      ['Wjb KTP', undefined],
      ['KTP-eL', undefined],
      ['Dusun', 'dusun'],
      ['RW', 'rw'],
      ['RT', 'rt'],
    ];
    return [
      ['DAFTAR PENDUDUK'],
      titles(headings),
      ...families.flatMap((members) => [
        [members[0]!.no_kk],
        ...members.map((person, index) => line(headings, person, index + 1)),
      ]),
    ];
  },

  'bip-2012': (families) =>
    families.flatMap((members) => {
      const [{ no_kk, alamat, dusun, rw, rt } = {}] = members;
      const address = `${cellText(alamat)}, DUSUN ${cellText(dusun)}, RW:${cellText(rw)}, RT:${cellText(rt)}`;
      return [
        ['', `NO.KK : ${cellText(no_kk)}`, '', 'ALAMAT :', address],
        titles(MEMBERS),
        ...members.map((person, index) => line(MEMBERS, person, index + 1)),
        [],
      ];
    }),
};
