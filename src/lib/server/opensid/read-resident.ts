import { type RegisterEntry, type RegisterRow, readRow } from '#lib/server/population/index.ts';
import { dayIn, type SourceRow, textIn } from './source-row.ts';

/** A resident of the dump as the rules of the spreadsheet import read them. */
export interface ReadResident {
  /** Undefined when the row is refused. */
  entry?: RegisterEntry;
  /** Why it is refused. */
  reasons: string[];
  /** Columns that were not understood and are passed over. */
  passedOver: string[];
}

/** What else the dump says of a resident in other tables. */
export interface ResidentSurroundings {
  kkNumber: string | undefined;
  address: string;
  map: SourceRow | undefined;
}

/** Columns that OpenSID's table and its spreadsheet call alike. */
const SAME = [
  'nama sex tempatlahir agama_id pendidikan_kk_id pendidikan_sedang_id pekerjaan_id status_kawin',
  'kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id akta_lahir',
  'dokumen_pasport dokumen_kitas akta_perkawinan akta_perceraian cacat_id cara_kb_id hamil ktp_el',
  'status_rekam alamat_sekarang status_dasar suku tag_id_card id_asuransi no_asuransi',
  'alamat_sebelumnya no_kk_sebelumnya sakit_menahun_id bpjs_ketenagakerjaan negara_asal',
  'waktu_lahir tempat_dilahirkan jenis_kelahiran kelahiran_anak_ke penolong_kelahiran berat_lahir',
  'panjang_lahir tempat_cetak_ktp telepon email ket rtm_level',
].flatMap((line) => line.split(' '));

const DAYS = [
  'tanggal_akhir_paspor',
  'tanggalperkawinan',
  'tanggalperceraian',
  'tanggal_cetak_ktp',
];

/** Without these nobody can be put on the register; in any other column what is odd is passed over. */
const NEEDED: ReadonlySet<string> = new Set(['nama', 'nik', 'no_kk', 'sex', 'tanggallahir']);

/**
 * Reads a row of tweb_penduduk by the rules of the spreadsheet import. What is not understood in a
 * column that nobody needs is passed over with a word, since a dump cannot be corrected by hand.
 * @param today in the village, `YYYY-MM-DD`
 */
export function readResident(
  row: SourceRow,
  { kkNumber, address, map }: ResidentSurroundings,
  today: string,
): ReadResident {
  const cells: Record<string, string> = {};
  for (const column of SAME) cells[column] = textIn(row, column);
  for (const column of DAYS) cells[column] = dayIn(row, column) ?? '';
  cells.tanggallahir = dayIn(row, 'tanggallahir') ?? textIn(row, 'tanggallahir');
  cells.nik = textIn(row, 'nik') || '0';
  cells.no_kk = kkNumber ?? '0';
  cells.alamat = address;
  cells.status_penduduk = textIn(row, 'status');
  cells.lat = map ? textIn(map, 'lat') : '';
  cells.lng = map ? textIn(map, 'lng') : '';

  const passedOver: string[] = [];
  for (;;) {
    const reading = readRow(
      { number: 0, row: cells as RegisterRow },
      { today, date1904: false, headingOf: (key) => key },
    );
    const odd = reading.problems.filter(({ column }) => !NEEDED.has(column));
    if (reading.problems.length > odd.length || !reading.problems.length) {
      const reasons = reading.problems
        .filter(({ column }) => NEEDED.has(column))
        .map(
          ({ column, found, expected }) => `${column}: tertulis "${found}", seharusnya ${expected}`,
        );
      return { ...(reading.entry && { entry: reading.entry }), reasons, passedOver };
    }
    for (const { column } of odd) cells[column] = '';
    passedOver.push(...odd.map(({ column }) => column));
  }
}
