import type { StatusTone } from './request-status.ts';
import type { VoiceState } from './voice-state.ts';

/** What somebody brings: the three classes of SP4N-LAPOR! (PermenPANRB 62/2018). */
export const voiceKinds = ['complaint', 'aspiration', 'question'] as const;
export type VoiceKind = (typeof voiceKinds)[number];

interface KindWords {
  name: string;
  hint: string;
  /** The letters before its ticket number. */
  code: string;
}

export const voiceKindWords: Readonly<Record<VoiceKind, KindWords>> = {
  complaint: {
    name: 'Pengaduan',
    hint: 'Ada yang rusak, keliru, atau tidak dilayani dengan baik',
    code: 'ADU',
  },
  aspiration: { name: 'Aspirasi', hint: 'Usul atau harapan untuk desa', code: 'ASP' },
  question: {
    name: 'Permintaan informasi',
    hint: 'Ingin tahu sesuatu dari kantor desa',
    code: 'INF',
  },
};

/** What it is about. */
export const voiceCategories = {
  jalan: 'Jalan, jembatan, dan saluran air',
  air: 'Air bersih dan sanitasi',
  listrik: 'Listrik dan lampu jalan',
  kebersihan: 'Sampah dan lingkungan',
  keamanan: 'Keamanan dan ketertiban',
  kesehatan: 'Kesehatan dan posyandu',
  pendidikan: 'Pendidikan dan PAUD',
  bantuan: 'Bantuan sosial',
  pertanian: 'Pertanian, peternakan, dan perikanan',
  pelayanan: 'Pelayanan kantor desa',
  keuangan: 'Dana desa dan pembangunan',
  lain: 'Lainnya',
} as const;
export type VoiceCategory = keyof typeof voiceCategories;

export const isVoiceKind = (text: string): text is VoiceKind =>
  voiceKinds.some((kind) => kind === text);
export const isVoiceCategory = (text: string): text is VoiceCategory =>
  Object.hasOwn(voiceCategories, text);

/** States as people read them. */
export const voiceStateWords: Readonly<Record<VoiceState, { label: string; tone: StatusTone }>> = {
  received: { label: 'Diterima', tone: 'wait' },
  verified: { label: 'Diverifikasi', tone: 'go' },
  assigned: { label: 'Didisposisi', tone: 'go' },
  handling: { label: 'Ditindaklanjuti', tone: 'go' },
  asking: { label: 'Menunggu Tanggapan Pelapor', tone: 'wait' },
  done: { label: 'Selesai', tone: 'ok' },
  refused: { label: 'Ditolak', tone: 'no' },
  forwarded: { label: 'Diteruskan', tone: 'quiet' },
};

/** To whom a village hands on what is not its own to answer. */
export const forwardTargets = [
  'SP4N-LAPOR!',
  'Camat',
  'BPD',
  'Inspektorat kabupaten/kota',
  'Dinas kabupaten/kota',
  'Kepolisian',
] as const;

/** What a step is called in the thread, for whoever reads it. */
export const voiceStepWords = {
  send: 'Laporan diterima',
  'take-over': 'Dilanjutkan dari OpenSID',
  verify: 'Diverifikasi petugas desa',
  assign: 'Didisposisikan',
  begin: 'Mulai ditindaklanjuti',
  answer: 'Dijawab',
  conclude: 'Diselesaikan',
  reply: 'Pelapor menanggapi',
  accept: 'Pelapor menerima jawaban',
  reopen: 'Dibuka lagi oleh pelapor',
  close: 'Ditutup karena tidak ada tanggapan',
  refuse: 'Ditolak',
  forward: 'Diteruskan',
  say: 'Pesan',
  note: 'Catatan petugas',
  escalate: 'Lewat batas waktu: pimpinan kantor diingatkan',
  identify: 'Identitas pelapor dibuka',
  rate: 'Penilaian pelapor',
  publish: 'Ditampilkan di papan desa',
  unpublish: 'Diturunkan dari papan desa',
} as const;
