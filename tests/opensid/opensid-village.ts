import type { RegisterRow } from '../../src/lib/server/population/columns.ts';
import { generatePeople } from '../../src/lib/server/population/generated/index.ts';

/** What stands in a column of the made-up database. */
export type Value = string | number | null | Uint8Array;

/** A table in OpenSID's structure: columns with their MySQL types, and rows. */
export interface Table {
  columns: readonly (readonly [name: string, type: string])[];
  rows: Value[][];
}

export type Tables = Record<string, Table>;

export interface VillageOptions {
  count: number;
  seed?: number;
  configId?: number;
  /** Ten digits. */
  code?: string;
  name?: string;
}

/** The columns of the tables, by OpenSID 24xx. */
const STRUCTURE: Record<string, string> = {
  agenda:
    'id int, config_id int, id_artikel int, tgl_agenda timestamp, koordinator_kegiatan varchar(50), lokasi_kegiatan varchar(100)',
  artikel:
    'id int, config_id int, gambar varchar(200), isi text, enabled int, tgl_upload timestamp, id_kategori int, id_user int, judul varchar(200), headline tinyint(1), slug varchar(200), hit int',
  config:
    'id int, app_key varchar(100), nama_desa varchar(100), kode_desa varchar(10), kode_pos int, nama_kecamatan varchar(100), nama_kepala_camat varchar(100), alamat_kantor varchar(200), email_desa varchar(50), telepon varchar(50), website varchar(100)',
  kategori: 'id int, config_id int, kategori varchar(100), tipe int, urut tinyint, enabled tinyint',
  keuangan_master: 'id int, config_id int, versi_database varchar(50)',
  log_penduduk:
    'id int, config_id int, id_pend int, kode_peristiwa int, meninggal_di varchar(50), jam_mati varchar(10), sebab varchar(50), penolong_mati varchar(50), akta_mati varchar(50), alamat_tujuan tinytext, tgl_lapor timestamp, tgl_peristiwa datetime, catatan text, ref_pindah tinyint, maksud_tujuan_kedatangan varchar(50)',
  log_surat:
    'id int, config_id int, id_format_surat int, id_pend int, id_pamong int, nama_pamong varchar(100), tanggal timestamp, tahun varchar(4), no_surat varchar(20), nama_surat varchar(100), nama_non_warga varchar(100), status tinyint, isi_surat longtext',
  pengaduan:
    'id int, config_id int, id_pengaduan int, nik varchar(16), nama varchar(100), email varchar(100), telepon varchar(20), judul varchar(100), isi text, status int, ip_address varchar(100), created_at timestamp',
  program:
    'id int, config_id int, nama varchar(100), sasaran tinyint, ndesc varchar(500), sdate date, edate date, asaldana char(30)',
  program_peserta:
    "id int, config_id int, peserta varchar(30), program_id int, no_id_kartu varchar(60), kartu_nik varchar(30), kartu_nama varchar(100), kartu_alamat varchar(200) COMMENT 'alamat, dusun; RT', kartu_id_pend int, created_at timestamp",
  ref_jabatan: 'id int, config_id int, nama varchar(50), jenis tinyint',
  setting_aplikasi: 'id int, config_id int, `key` varchar(50), value text',
  surat_keluar:
    'id int, config_id int, nomor_urut smallint, nomor_surat varchar(35), tanggal_surat date, tujuan varchar(100), isi_singkat varchar(200)',
  surat_masuk:
    'id int, config_id int, nomor_urut smallint, tanggal_penerimaan date, nomor_surat varchar(35), tanggal_surat date, pengirim varchar(100), isi_singkat varchar(200)',
  tweb_desa_pamong:
    'pamong_id int, config_id int, pamong_nama varchar(100), gelar_depan varchar(100), gelar_belakang varchar(100), pamong_nip varchar(20), pamong_pin varchar(15), pamong_status tinyint(1), id_pend int, pamong_tglsk date, pamong_niap varchar(25), pamong_tglhenti date, urut int, jabatan_id int',
  tweb_keluarga:
    'id int, config_id int, no_kk varchar(16), nik_kepala varchar(200), tgl_daftar timestamp, kelas_sosial int, tgl_cetak_kk datetime, alamat varchar(200), id_cluster int',
  tweb_penduduk:
    'id int, config_id int, nama varchar(100), nik varchar(16), id_kk int, kk_level tinyint, id_rtm varchar(30), rtm_level int, sex tinyint, tempatlahir varchar(100), tanggallahir date, agama_id int, pendidikan_kk_id int, pendidikan_sedang_id int, pekerjaan_id int, status_kawin tinyint, warganegara_id tinyint, ayah_nik varchar(16), ibu_nik varchar(16), nama_ayah varchar(100), nama_ibu varchar(100), foto varchar(100), golongan_darah_id int, id_cluster int, status int, alamat_sebelumnya varchar(200), alamat_sekarang varchar(200), status_dasar tinyint, cacat_id int, sakit_menahun_id int, akta_lahir varchar(40), tanggalperkawinan date, telepon varchar(20), ktp_el tinyint, status_rekam tinyint, berat_lahir smallint, id_asuransi tinyint, email varchar(100), email_token varchar(100), telegram_token varchar(100), ket tinytext, suku varchar(150)',
  tweb_penduduk_mandiri:
    'pin char(32), config_id int, last_login datetime, tanggal_buat datetime, id_pend int, aktif int, remember_token varchar(100)',
  tweb_penduduk_map: 'id int, lat varchar(24), lng varchar(24)',
  tweb_rtm:
    'id int, config_id int, nik_kepala int, no_kk varchar(30), tgl_daftar timestamp, bdt varchar(16), terdaftar_dtks tinyint(1)',
  tweb_surat_format:
    'id int, config_id int, nama varchar(100), kode_surat varchar(10), template longtext',
  tweb_wil_clusterdesa:
    'id int, config_id int, rt varchar(10), rw varchar(10), dusun varchar(50), id_kepala int, path text',
  user: 'id int, config_id int, username varchar(100), password varchar(100), session varchar(40)',
};

export const columnsOf = (table: string): Table['columns'] =>
  STRUCTURE[table]!.split(/, (?=`?\w+`? \w+)/).map((column) => {
    const [, name, type] = /^`?(\w+)`? (.+)$/.exec(column)!;
    return [name!, type!] as const;
  });

/**
 * A made-up village as OpenSID 24xx keeps it: generated people (population/generated) with families,
 * households, places and their heads, a log, officials, accounts, letters, mail, aid, complaints and
 * articles. Nobody in it is real.
 */
export function makeOpensidVillage({
  count,
  seed = 7,
  configId = 1,
  code = '5207022015',
  name = 'Batu Putih',
}: VillageOptions): Tables {
  const tables: Tables = Object.fromEntries(
    Object.keys(STRUCTURE).map((table) => [table, { columns: columnsOf(table), rows: [] }]),
  );
  const base = (configId - 1) * 1_000_000;
  const serials = new Map<string, number>();
  const add = (table: string, values: Record<string, Value>): number => {
    const { columns, rows } = tables[table]!;
    const id = base + (serials.get(table) ?? 0) + 1;
    serials.set(table, id - base);
    const row: Record<string, Value> = { id, config_id: configId, pamong_id: id, ...values };
    rows.push(columns.map(([column]) => row[column] ?? null));
    return id;
  };

  add('config', {
    id: configId,
    app_key: 'base64:rahasia-yang-tidak-boleh-ikut',
    nama_desa: name,
    kode_desa: code,
    kode_pos: 84452,
    nama_kecamatan: 'Taliwang',
    nama_kepala_camat: 'Camat Contoh',
    alamat_kantor: "Jl. Raya No. 1; Dusun 'Atas'",
    email_desa: 'Kantor@Batu-Putih.desa.id',
    telepon: '(0372) 81234',
    website: 'https://batu-putih.desa.id',
  });
  add('setting_aplikasi', { key: 'current_version', value: '2410.0.0' });
  add('keuangan_master', { versi_database: '20.1' });
  add('user', { username: 'admin', password: '$2y$10$rahasia', session: 'abc' });
  addPeople(add, { count, seed });
  seatHeads(tables);
  const resident = (at: number) => base + 1 + (at % count);

  const head = add('ref_jabatan', { nama: 'Kepala Desa', jenis: 1 });
  const secretary = add('ref_jabatan', { nama: 'Sekretaris Desa', jenis: 2 });
  add('tweb_desa_pamong', {
    id_pend: resident(0),
    gelar_belakang: 'S.Sos.',
    pamong_nip: '-',
    pamong_niap: '123/2020',
    pamong_status: 1,
    pamong_tglsk: '2020-03-01',
    pamong_pin: '987321',
    urut: 1,
    jabatan_id: head,
  });
  add('tweb_desa_pamong', {
    pamong_nama: 'CONTOH SEKRETARIS',
    pamong_nip: '198501012010011001',
    pamong_status: 1,
    urut: 2,
    jabatan_id: secretary,
  });
  add('tweb_desa_pamong', {
    pamong_nama: 'CONTOH KEPALA LAMA',
    pamong_status: 0,
    pamong_tglsk: '2010-01-01',
    urut: 3,
    jabatan_id: head,
  });
  for (let at = 0; at < Math.max(1, count / 10); at += 1) {
    add('tweb_penduduk_mandiri', {
      id_pend: resident(at * 10),
      pin: 'd41d8cd98f00b204e9800998ecf8427e',
      remember_token: 'rahasia',
      tanggal_buat: '2023-05-02 08:00:00',
      aktif: 1,
    });
  }

  const format = add('tweb_surat_format', {
    nama: 'Keterangan Usaha',
    kode_surat: '500',
    template: '<p>panjang</p>'.repeat(50),
  });
  for (let at = 0; at < count / 4; at += 1) {
    add('log_surat', {
      id_format_surat: format,
      id_pend: resident(at * 3),
      nama_pamong: 'CONTOH',
      tanggal: `2024-0${1 + (at % 9)}-12 09:15:00`,
      tahun: '2024',
      no_surat: String(at + 1),
      status: 1,
      isi_surat: `<p>Yang bertanda tangan di bawah ini menerangkan "usaha" nomor ${at}:<br>it's \\ baik</p>`,
    });
  }
  add('surat_masuk', {
    nomor_urut: 1,
    nomor_surat: '005/12',
    tanggal_penerimaan: '2024-02-03',
    tanggal_surat: '2024-02-01',
    pengirim: 'Camat Taliwang',
    isi_singkat: 'Undangan rapat',
  });
  add('surat_keluar', {
    nomor_urut: 1,
    nomor_surat: '141/3',
    tanggal_surat: '2024-02-04',
    tujuan: 'Camat Taliwang',
    isi_singkat: 'Laporan bulanan',
  });
  const program = add('program', {
    nama: 'BLT Dana Desa',
    sasaran: 1,
    sdate: '2024-01-01',
    edate: '2024-12-31',
    asaldana: 'Dana Desa',
  });
  const people = tables.tweb_penduduk!;
  const nikAt = people.columns.findIndex(([column]) => column === 'nik');
  for (let at = 0; at < Math.max(2, count / 20); at += 1) {
    const row = people.rows[(at * 7) % count]!;
    add('program_peserta', {
      peserta: row[nikAt]!,
      program_id: program,
      kartu_nik: row[nikAt]!,
      kartu_nama: row[2]!,
      kartu_alamat: 'Dusun Atas, RT 1; RW 2',
      kartu_id_pend: row[0]!,
      created_at: '2024-01-05 10:00:00',
    });
  }
  const complaint = add('pengaduan', {
    nik: people.rows[0]![nikAt]!,
    nama: 'Warga Contoh',
    judul: 'Lampu jalan mati',
    telepon: '081234567890',
    isi: 'Lampu di depan masjid mati\nsejak Senin.',
    status: 1,
    ip_address: '10.0.0.7',
    created_at: '2024-04-01 10:00:00',
  });
  add('pengaduan', {
    id_pengaduan: complaint,
    nama: 'Admin',
    isi: 'Sedang diproses',
    status: 2,
    ip_address: '10.0.0.1',
    created_at: '2024-04-02 10:00:00',
  });
  const category = add('kategori', { kategori: 'Berita Desa', tipe: 1, urut: 1, enabled: 1 });
  const article = add('artikel', {
    judul: 'Gotong royong <b>Sabtu</b>',
    isi: '<p>Mari &amp; bersama</p><script>alert(1)</script>',
    enabled: 1,
    tgl_upload: '2024-05-05 05:05:05',
    id_kategori: category,
  });
  add('agenda', {
    id_artikel: article,
    tgl_agenda: '2024-05-11 07:00:00',
    koordinator_kegiatan: 'Kadus',
    lokasi_kegiatan: 'Balai desa',
  });
  return tables;
}

type Add = (table: string, values: Record<string, Value>) => number;

/** People, families, households, places and the log, as the generated spreadsheet tells of them. */
function addPeople(add: Add, { count, seed }: { count: number; seed: number }): void {
  const places = new Map<string, number>();
  const place = (dusun: string, rw: string, rt: string): number => {
    const key = `${dusun} ${rw} ${rt}`;
    const known = places.get(key);
    if (known) return known;
    if (rw !== '0') place(dusun, '0', '0');
    if (rt !== '0') place(dusun, rw, '0');
    const id = add('tweb_wil_clusterdesa', { dusun, rw, rt, path: '[[[1,2]]]' });
    places.set(key, id);
    return id;
  };
  const families = new Map<string, { id: number; household: string | null }>();
  let number = 0;
  for (const person of generatePeople({ count, seed })) {
    const row = number % 40 === 7 ? { ...person, status_dasar: 3 } : person;
    const kk = String(row.no_kk);
    const cluster = place(String(row.dusun), String(row.rw), String(row.rt));
    number += 1;
    let family = families.get(kk);
    if (!family) {
      const household = families.size % 3 === 0 ? String(families.size + 1).padStart(5, '0') : null;
      const id = add('tweb_keluarga', {
        no_kk: kk,
        tgl_daftar: '2019-08-17 00:00:00',
        tgl_cetak_kk: '0000-00-00 00:00:00',
        kelas_sosial: families.size % 4 === 1 ? 2 : null,
        alamat: String(row.alamat),
        id_cluster: cluster,
      });
      family = { id, household };
      families.set(kk, family);
      if (household) {
        add('tweb_rtm', {
          no_kk: household,
          tgl_daftar: '2020-01-01 00:00:00',
          bdt: `BDT${household}`,
          terdaftar_dtks: 1,
        });
      }
    }
    const id = add('tweb_penduduk', {
      ...residentColumns(row, number),
      id_kk: family.id,
      id_cluster: cluster,
      id_rtm: family.household,
      rtm_level: family.household ? (row.kk_level === 1 ? 1 : 2) : null,
    });
    if (number % 5 === 0) add('tweb_penduduk_map', { id, lat: '-8.7409', lng: '116.8523' });
    const born = iso(row.tanggallahir);
    const came = born > '2020-01-01' ? born : '2020-01-01';
    add('log_penduduk', {
      id_pend: id,
      kode_peristiwa: came === born ? 1 : 5,
      tgl_peristiwa: `${came} 00:00:00`,
      tgl_lapor: `${came} 08:00:00`,
      maksud_tujuan_kedatangan: came === born || number % 2 ? null : 'ikut keluarga',
    });
    if (row.status_dasar !== 1) {
      add('log_penduduk', {
        id_pend: id,
        kode_peristiwa: 3,
        tgl_peristiwa: '2026-06-01 00:00:00',
        tgl_lapor: '2026-06-02 08:00:00',
        alamat_tujuan: 'Mataram',
        ref_pindah: 3,
      });
    }
  }
}

/** Heads of families, households and places: residents' keys, known only afterwards. */
function seatHeads(tables: Tables): void {
  const at = (table: string, column: string) =>
    tables[table]!.columns.findIndex(([name]) => name === column);
  const by = (table: string, column: string) => {
    const place = at(table, column);
    return new Map(tables[table]!.rows.map((row) => [row[place], row]));
  };
  const families = by('tweb_keluarga', 'id');
  const households = by('tweb_rtm', 'no_kk');
  const places = by('tweb_wil_clusterdesa', 'id');
  const people = tables.tweb_penduduk!;
  const of = (row: Value[], column: string) => row[at('tweb_penduduk', column)]!;
  for (const row of people.rows.filter((one) => of(one, 'kk_level') === 1)) {
    families.get(of(row, 'id_kk'))![at('tweb_keluarga', 'nik_kepala')] = String(of(row, 'id'));
    const household = households.get(of(row, 'id_rtm'));
    if (household) household[at('tweb_rtm', 'nik_kepala')] = of(row, 'id');
    const place = places.get(of(row, 'id_cluster'))!;
    place[at('tweb_wil_clusterdesa', 'id_kepala')] ??= of(row, 'id');
  }
  const [first] = people.rows;
  const [hamlet] = tables.tweb_wil_clusterdesa!.rows;
  hamlet![at('tweb_wil_clusterdesa', 'id_kepala')] = of(first!, 'id');
}

const iso = (dayFirst: unknown): string => String(dayFirst).split('-').reverse().join('-');

function residentColumns(row: RegisterRow, number: number): Record<string, Value> {
  const code = (value: unknown): Value => (typeof value === 'number' ? value : null);
  return {
    nama: String(row.nama),
    nik: row.nik === '0' ? `05207022015${String(number).padStart(5, '0')}` : String(row.nik),
    kk_level: code(row.kk_level),
    sex: code(row.sex),
    tempatlahir: String(row.tempatlahir),
    tanggallahir: iso(row.tanggallahir),
    agama_id: code(row.agama_id),
    pendidikan_kk_id: code(row.pendidikan_kk_id),
    pendidikan_sedang_id: code(row.pendidikan_sedang_id),
    pekerjaan_id: code(row.pekerjaan_id),
    status_kawin: code(row.status_kawin),
    warganegara_id: 1,
    ayah_nik: String(row.ayah_nik),
    ibu_nik: String(row.ibu_nik),
    nama_ayah: String(row.nama_ayah),
    nama_ibu: String(row.nama_ibu),
    foto: number % 9 === 0 ? 'kecil_foto.jpg' : '',
    golongan_darah_id: code(row.golongan_darah_id),
    status: number % 11 === 0 ? 2 : 1,
    alamat_sekarang: String(row.alamat),
    status_dasar: code(row.status_dasar),
    cacat_id: code(row.cacat_id),
    sakit_menahun_id: 14,
    akta_lahir: String(row.akta_lahir ?? ''),
    tanggalperkawinan: '0000-00-00',
    telepon: number % 4 === 0 ? `0812${String(10_000_000 + number)}` : null,
    ktp_el: code(row.ktp_el),
    status_rekam: code(row.status_rekam),
    berat_lahir: number % 6 === 0 ? 3100 : null,
    id_asuransi: code(row.id_asuransi),
    email_token: 'rahasia',
    telegram_token: 'rahasia',
    ket: number % 13 === 0 ? 'dicatat "ulang"\\\'lama\'' : '',
    suku: String(row.suku ?? ''),
  };
}
