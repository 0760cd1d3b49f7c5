import { formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import type { ReportPeriod } from '#lib/domain/report-period.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { voiceCategories } from '#lib/domain/voice-words.ts';
import { now } from '#lib/server/platform/index.ts';
import type { Report, ReportBlock } from '#lib/server/reports/index.ts';
import { decimals } from '#lib/server/surveys/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { ServedDays, ServiceReport } from './read-service-report.ts';

/** Stands where there is nothing to count. */
const none = '–';

const percent = (part: number, whole: number): string =>
  whole === 0 ? none : `${Math.round((100 * part) / whole)}%`;
const daysOf = (count: number | null | undefined): string =>
  count === null || count === undefined ? none : `${count} hari`;

/** The service report as tables: on screen, to print, to calculate with. */
export function serviceReport(
  village: VillageContext,
  period: ReportPeriod,
  found: ServiceReport,
): Report {
  return {
    title: 'Laporan Pelayanan',
    lines: [
      villageTitle(village),
      `${period.words}, dibandingkan dengan ${found.before.words}`,
      `Keadaan permohonan dan laporan warga pada ${formatDateLong(villageDate(now(), village.timeZone))}. Hanya angka, tanpa data pribadi.`,
    ],
    blocks: [
      summary(period, found),
      requestsBlock(found),
      timesBlock(found),
      refusalsBlock(found),
      voicesBlock(found),
      visitsBlock(found),
    ],
  };
}

/** The figures that a reader looks for first, this time and the time before. */
function summary(period: ReportPeriod, found: ServiceReport): ReportBlock {
  const told = (days: ServedDays): [string, string | number][] => {
    const { requests, times } = days.letters;
    const { all: voices } = days.voices;
    const { people, needed, result } = days.satisfaction;
    return [
      ['Permohonan surat diterima', requests.all.received],
      ['Surat terbit', times.all?.finished ?? 0],
      ['Surat terbit tepat janji', percent(times.all?.onTime ?? 0, times.all?.finished ?? 0)],
      ['Lama surat yang biasa', daysOf(times.all?.medianDays)],
      ['Permohonan ditolak', requests.all.refused],
      ['Permohonan yang lewat janji dan belum selesai', requests.all.late],
      ['Laporan warga diterima', voices.received],
      ['Laporan warga dijawab tepat waktu', percent(voices.inTime, voices.received)],
      ['Lama jawaban yang biasa', daysOf(voices.medianDays)],
      ['Indeks kepuasan', result ? decimals(result.index) : none],
      ['Mutu pelayanan', result ? `${result.grade.letter} (${result.grade.words})` : none],
      ['Penjawab survei, dari yang diperlukan', `${people} dari ${needed}`],
      ['Halaman desa dibuka', days.visits.reduce((sum, { visits }) => sum + visits, 0)],
    ];
  };
  const before = told(found.before);
  return {
    title: 'Ringkasan',
    note: 'Lama dihitung dengan hari kalender. Tepat janji dan tepat waktu: menurut hari kerja yang dijanjikan.',
    columns: ['Ukuran', period.words, found.before.words],
    rows: told(found).map(([label, figure], i) => [label, figure, before[i]![1]]),
  };
}

function requestsBlock({ letters: { requests } }: ServedDays): ReportBlock {
  const lines = requests.lines.length > 1 ? [...requests.lines, requests.all] : requests.lines;
  return {
    title: 'Permohonan surat yang diterima',
    note: 'Menurut keadaannya sekarang. Diterima = selesai + ditolak + dibatalkan + berjalan.',
    columns: ['Jenis surat', 'Diterima', 'Selesai', 'Ditolak', 'Dibatalkan', 'Berjalan'],
    rows: lines.map(({ name, received, finished, refused, cancelled, open }) => [
      ...[name, received, finished, refused, cancelled, open],
    ]),
  };
}

function timesBlock({ letters: { times } }: ServedDays): ReportBlock {
  const all = times.all && times.lines.length > 1 ? [{ name: 'Semua', ...times.all }] : [];
  return {
    title: 'Lama surat yang terbit',
    note: 'Hari kalender dari permohonan sampai surat. Biasanya: separuh surat tidak lebih lama dari ini.',
    columns: ['Jenis surat', 'Terbit', 'Tepat janji', 'Biasanya', '9 dari 10 surat'],
    rows: [...times.lines, ...all].map(({ name, finished, onTime, medianDays, p90Days }) => [
      ...[name, finished, percent(onTime, finished), daysOf(medianDays), daysOf(p90Days)],
    ]),
  };
}

const refusalsBlock = ({ letters: { refusals } }: ServedDays): ReportBlock => ({
  title: 'Alasan penolakan',
  note: 'Alasan yang ditulis khusus untuk seseorang tidak disebut.',
  columns: ['Alasan', 'Permohonan'],
  rows: refusals.map(({ reason, count }) => [reason ?? 'Alasan lain', count]),
});

function voicesBlock({ voices: { lines, all } }: ServedDays): ReportBlock {
  const named = lines.map(({ category, ...line }) => ({
    name: voiceCategories[category],
    ...line,
  }));
  return {
    title: 'Pengaduan, aspirasi, dan permintaan informasi',
    note: 'Tepat waktu: dijawab dalam batas hari kerjanya. Laporan tentang perangkat desa tidak dihitung di sini, supaya tidak ada yang dapat dikenali.',
    columns: ['Tentang', 'Diterima', 'Tepat waktu', 'Terlambat', 'Menunggu jawaban'],
    rows: [...named, ...(named.length > 1 ? [{ name: 'Semua', ...all }] : [])].map(
      ({ name, received, inTime, late, waiting }) => [name, received, inTime, late, waiting],
    ),
  };
}

const visitsBlock = ({ visits }: ServedDays): ReportBlock => ({
  title: 'Kunjungan halaman desa',
  note: 'Dihitung sendiri: tanpa cookie, tanpa mencatat siapa.',
  columns: ['Bagian', 'Dibuka'],
  rows: visits.map(({ label, visits: opened }) => [label, opened]),
});
