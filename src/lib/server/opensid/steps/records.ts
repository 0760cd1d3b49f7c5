import type { VillageTx } from '#lib/server/platform/index.ts';
import { findNames, findResidentsByNik } from '#lib/server/population/index.ts';
import type { RecordKind } from '../record-kinds.ts';
import { type RecordToKeep, writeRecords } from '../records-store.ts';
import { dayIn, keyIn, type SourceRow, textIn } from '../source-row.ts';
import { findKeys, findStaged, type StagedSource } from '../staging-store.ts';
import { TABLES } from '../tables.ts';
import type { Step, StepContext } from './step.ts';

/** How a table's rows are kept: what they are called, when they were, whom they are about. */
interface Keeping {
  table: string;
  kind: RecordKind;
  title(row: SourceRow, other: (column: string) => string): string;
  day: string;
  /** The column with the resident's key, or with their NIK. */
  resident?: string;
  nik?: string;
  /** Rows of another table that explain this one: its key's column there, and what it says. */
  other?: { table: string; by: string };
}

const joined = (...parts: string[]): string => parts.filter(Boolean).join(' · ');

const KEEPINGS: readonly Keeping[] = [
  {
    table: 'tweb_penduduk_mandiri',
    kind: 'account',
    title: () => 'Akun Layanan Mandiri',
    day: 'tanggal_buat',
    resident: 'id_pend',
  },
  {
    table: 'log_surat',
    kind: 'letter',
    title: (row, other) =>
      joined(
        other('nama') || 'Surat',
        textIn(row, 'no_surat') && `No. ${textIn(row, 'no_surat')}${year(row)}`,
        textIn(row, 'nama_non_warga'),
      ),
    day: 'tanggal',
    resident: 'id_pend',
    other: { table: 'tweb_surat_format', by: 'id_format_surat' },
  },
  {
    table: 'surat_masuk',
    kind: 'incoming',
    title: (row) =>
      joined(textIn(row, 'nomor_surat'), textIn(row, 'pengirim'), textIn(row, 'isi_singkat')),
    day: 'tanggal_surat',
  },
  {
    table: 'surat_keluar',
    kind: 'outgoing',
    title: (row) =>
      joined(textIn(row, 'nomor_surat'), textIn(row, 'tujuan'), textIn(row, 'isi_singkat')),
    day: 'tanggal_surat',
  },
  { table: 'program', kind: 'aid-programme', title: (row) => textIn(row, 'nama'), day: 'sdate' },
  {
    table: 'program_peserta',
    kind: 'aid-recipient',
    title: (row, other) => joined(other('nama') || 'Program bantuan', textIn(row, 'kartu_nama')),
    day: 'created_at',
    resident: 'kartu_id_pend',
    nik: 'kartu_nik',
    other: { table: 'program', by: 'program_id' },
  },
  {
    table: 'pengaduan',
    kind: 'complaint',
    title: (row) =>
      joined(
        keyIn(row, 'id_pengaduan') ? 'Tanggapan' : textIn(row, 'judul') || 'Pengaduan',
        textIn(row, 'nama'),
      ),
    day: 'created_at',
    nik: 'nik',
  },
  { table: 'kategori', kind: 'category', title: (row) => textIn(row, 'kategori'), day: '' },
  { table: 'artikel', kind: 'article', title: (row) => textIn(row, 'judul'), day: 'tgl_upload' },
  {
    table: 'agenda',
    kind: 'agenda',
    title: (row, other) => joined(other('judul') || 'Agenda', textIn(row, 'lokasi_kegiatan')),
    day: 'tgl_agenda',
    other: { table: 'artikel', by: 'id_artikel' },
  },
];

const year = (row: SourceRow): string => (textIn(row, 'tahun') ? ` (${textIn(row, 'tahun')})` : '');

/** Steps that keep rows whole, for features that will take them up. */
export const recordSteps: readonly Step[] = KEEPINGS.map((keeping) => ({
  table: keeping.table,
  title: TABLES[keeping.table]!.title,
  counts: true,
  async run(tx, context, rows) {
    const records = await describe(tx, context, keeping, rows);
    // Who had an account is asked for by person: without one it says nothing.
    const good = keeping.kind === 'account' ? records.filter((one) => one.residentId) : records;
    const lost = records.filter((record) => !good.includes(record));
    const counts = await writeRecords(tx, context.source, keeping.table, good, context.at);
    return {
      ...counts,
      refused: lost.length,
      refusals: lost.map(({ id }) => ({
        id,
        label: '',
        reasons: ['id_pend: penduduknya tidak ada atau ditolak'],
      })),
      notes: {
        'PIN tidak dapat dipindahkan: terbitkan PIN baru':
          keeping.kind === 'account' ? good.length : 0,
      },
    };
  },
}));

async function describe(
  tx: VillageTx,
  { source, importId }: StepContext,
  keeping: Keeping,
  rows: readonly StagedSource[],
): Promise<RecordToKeep[]> {
  const { resident, nik, other } = keeping;
  const people = resident
    ? await findKeys(
        tx,
        source,
        'tweb_penduduk',
        rows.map(({ data }) => keyIn(data, resident)),
      )
    : new Map<string, string>();
  const byNik = nik
    ? await findResidentsByNik(
        tx,
        rows.map(({ data }) => textIn(data, nik)).filter((one) => /^[1-9]\d{15}$/.test(one)),
      )
    : new Map<string, string>();
  const others = other
    ? await findStaged(
        tx,
        importId,
        other.table,
        rows.map(({ data }) => keyIn(data, other.by)),
      )
    : new Map<string, SourceRow>();
  const names =
    keeping.kind === 'account'
      ? await findNames(tx, [...people.values()])
      : new Map<string, string>();
  return rows.map(({ id, data }) => {
    const residentId =
      (resident && people.get(keyIn(data, resident) ?? '')) ||
      (nik && byNik.get(textIn(data, nik))) ||
      null;
    const explained = other && others.get(keyIn(data, other.by) ?? '');
    const title = keeping.title(data, (column) => (explained ? textIn(explained, column) : ''));
    const name = residentId ? names.get(residentId) : undefined;
    return {
      id,
      kind: keeping.kind,
      title: (joined(title, name ?? '') || '(tanpa judul)').slice(0, 300),
      onDate: keeping.day ? (dayIn(data, keeping.day) ?? null) : null,
      residentId,
      data,
    };
  });
}
