import {
  area,
  type AuditDetails,
  type AuditGroup,
  because,
  bookOf,
  cleaned,
  columnsOf,
  event,
  household,
  letterType,
  listed,
  number,
  plain,
  request,
  takenBook,
  text,
  type Words,
} from './audit-phrases.ts';
import { aidWords } from './audit-words-aid.ts';
import { channelAuditWords } from './audit-words-channels.ts';
import { archiveWords } from './audit-words-archive.ts';
import { newsWords } from './audit-words-news.ts';
import { numberWords } from './audit-words-numbers.ts';
import { requirementWords } from './audit-words-requirements.ts';
import { batchWords } from './audit-words-batches.ts';
import { signingWords } from './audit-words-signing.ts';
import { voiceWords } from './audit-words-voices.ts';
import { villageWords } from './audit-words-village.ts';

export { auditGroups, isAuditGroup, type AuditDetails, type AuditGroup } from './audit-phrases.ts';

/**
 * The audit trail in words: what each recorded act is called, and one Indonesian sentence for it.
 * A test reads the code for actions that are recorded and fails when one has no words here.
 */

const words: Readonly<Record<string, Words>> = {
  ...aidWords,
  ...archiveWords,
  ...channelAuditWords,
  ...newsWords,
  ...villageWords,
  ...numberWords,
  ...voiceWords,
  'letters.send': request('mengirim permohonan'),
  'letters.correct': request('melengkapi dan mengirim lagi permohonan'),
  'letters.cancel': {
    group: 'letters',
    tell: (d) =>
      text(d.reference) ? `membatalkan permohonan ${text(d.reference)}` : 'menghapus draf surat',
  },
  'letters.accept': request('menerima permohonan'),
  'letters.file': request('mengajukan di loket'),
  'letters.issue': request('mengajukan dan mencetak di loket'),
  'letters.look-up': request('mengambil data menurut NIK untuk permohonan'),
  'letters.print-ticket': request('mencetak tiket permohonan'),
  'letters.return': request('mengembalikan permohonan', 'untuk dilengkapi'),
  'letters.reject': request('menolak permohonan'),
  'letters.forward': request('meneruskan permohonan'),
  'letters.send-back': request('meminta operator memeriksa ulang permohonan'),
  'letters.approve': request('menyetujui permohonan'),
  'letters.hand-over': request('mencatat pengambilan surat'),
  'letters.withdraw': request('mencabut surat'),
  'letters.read': request('membuka permohonan'),
  'letters.read-attachment': request('membuka lampiran permohonan'),
  ...requirementWords,
  'letters.download': request('mengunduh surat'),
  'letters.print': request('membuka surat', 'untuk dicetak'),
  'letters.add-phrase': plain('settings', 'menambah kalimat simpanan'),
  'letters.remove-phrase': plain('settings', 'menghapus kalimat simpanan'),
  'letters.add-type': letterType('membuat jenis surat'),
  'letters.import-type': letterType('memasukkan jenis surat dari berkas'),
  'letters.take-out-type': letterType('mengambil berkas jenis surat'),
  'letters.change-type': letterType('mengubah konsep jenis surat'),
  'letters.discard-type': letterType('membuang perubahan jenis surat'),
  'letters.publish-type': letterType('menerbitkan jenis surat', (d) =>
    [number(d.number) ? `versi ${number(d.number)}` : '', text(d.note)].filter(Boolean).join(': '),
  ),
  'letters.keep-type': plain('settings', 'mempertahankan teks jenis surat milik desa'),
  'letters.retire-type': letterType('menghentikan jenis surat'),
  'letters.bring-back-type': letterType('melayani lagi jenis surat'),
  'letters.order-types': plain('settings', 'mengurutkan jenis surat'),
  'letters.try-type': letterType('mencoba dengan data warga jenis surat'),
  'letters.drop-old-uploads': cleaned((n) => `menghapus ${n} lampiran yang lewat masa simpannya`),
  'letters.remind': cleaned((n) => `mengingatkan petugas akan ${n} hari janji`),
  'letters.drop-old-drafts': cleaned(
    (n) => `menghapus ${n} draf surat yang lama tidak dilanjutkan`,
  ),

  'service.take-out': {
    group: 'letters',
    tell: (d) =>
      `mengambil laporan pelayanan ${text(d.period)} sebagai ${d.format === 'pdf' ? 'PDF' : 'Excel'}`,
  },
  'surveys.take-out': {
    group: 'letters',
    tell: (d) =>
      `mengambil laporan survei kepuasan ${text(d.period)} sebagai ${d.format === 'pdf' ? 'PDF' : 'Excel'}`,
  },

  'certificate.create': plain('settings', 'membuat sertifikat tanda tangan desa'),
  'certificate.renew': plain('settings', 'mengganti sertifikat tanda tangan desa dengan yang baru'),
  'certificate.import': {
    group: 'settings',
    tell: (d) =>
      `memasang sertifikat tanda tangan${text(d.subject) && ` atas nama ${text(d.subject)}`}`,
  },

  ...batchWords,
  ...signingWords,

  'population.import': {
    group: 'people',
    tell: (d) =>
      `memasukkan data penduduk dari berkas ${text(d.file)}: ` +
      `${number(d.new)} baru, ${number(d.changed)} berubah, ${number(d.refused)} ditolak`,
  },
  'population.export': {
    group: 'people',
    tell: (d) =>
      `mengekspor data ${number(d.count)} warga, nomor ${d.numbers === 'full' ? 'lengkap' : 'disamarkan'}` +
      because(d),
  },
  'opensid.begin': {
    group: 'people',
    tell: (d) => `mulai memindahkan data OpenSID dari berkas ${text(d.file)}`,
  },
  'opensid.done': {
    group: 'people',
    tell: (d) =>
      `selesai memindahkan data OpenSID dari berkas ${text(d.file)}: ${number(d.residents)} warga baru`,
  },
  'opensid.open-record': {
    group: 'people',
    tell: (d) => `membuka catatan dari OpenSID (${text(d.kind)})`,
  },
  'population.change': {
    group: 'people',
    tell: (d) => `mengubah data warga: ${columnsOf(d)}`,
  },
  'population.record-event': event('mencatat peristiwa'),
  'population.undo-event': event('membatalkan peristiwa'),
  'population.dismiss-proposal': event('mengesampingkan usulan dari surat:'),
  'population.add-area': area((place) => `menambah wilayah ${place}`),
  'population.rename-area': area((place, to) => `mengganti nama wilayah ${place} menjadi ${to}`),
  'population.merge-area': area((place, to) => `menggabungkan wilayah ${place} ke ${to}`),
  'population.remove-area': area((place) => `menghapus wilayah ${place}`),
  'population.set-area-leader': {
    group: 'people',
    tell: (d) =>
      text(d.leader)
        ? `mencatat ${text(d.leader)} sebagai pemimpin ${text(d.area)}`
        : `mengosongkan pemimpin ${text(d.area)}`,
  },
  'population.create-household': household('membuat rumah tangga'),
  'population.change-household': household('mengubah rumah tangga'),
  'population.read-family': plain('people', 'membuka data keluarga'),
  'population.print-family-card': plain('people', 'mencetak salinan kartu keluarga'),
  'population.change-family': {
    group: 'people',
    tell: (d) => `mengubah data keluarga: ${listed(d.fields)}${because(d)}`,
  },
  'population.arrange-family': {
    group: 'people',
    tell: (d) => `mengatur kepala keluarga dan hubungan anggotanya${because(d)}`,
  },
  'population.move-member': {
    group: 'people',
    tell: (d) =>
      (text(d.family) ? 'memindahkan ke keluarga lain' : 'mengeluarkan dari keluarga') + because(d),
  },
  'population.read': plain('people', 'membuka data warga'),
  'population.add': plain('people', 'mendaftarkan warga baru'),
  'population.set-nik': plain('people', 'mencatat NIK warga'),
  'population.set-photo': plain('people', 'memasang foto warga'),
  'population.remove-photo': plain('people', 'menghapus foto warga'),
  'population.read-history': plain('people', 'membaca riwayat perubahan data warga'),
  'population.compare': plain('people', 'membandingkan data warga dengan data yang mungkin ganda'),
  'population.merge': plain('people', 'menggabungkan dua data warga yang ganda'),
  'population.distinguish': plain('people', 'memastikan dua data warga milik orang yang berbeda'),
  'population.unmask': {
    group: 'people',
    tell: (d) => `menampilkan NIK dan nomor KK lengkap${text(d.reason) && `: ${text(d.reason)}`}`,
  },
  'population.unmask-book': {
    group: 'people',
    tell: (d) =>
      `menampilkan NIK dan nomor KK lengkap ${number(d.lines)} baris Buku ${bookOf(d)}${because(d)}`,
  },
  // Sums alone: it speaks of nobody.
  'population.export-recap': { group: 'people', tell: takenBook },
  'population.export-book': {
    group: 'people',
    tell: (d) =>
      takenBook(d) + (d.full === true ? ` dengan NIK dan nomor KK lengkap${because(d)}` : ''),
  },
  'population.export-figures': {
    group: 'people',
    tell: (d) => `mengambil statistik penduduk${text(d.hamlet) && ` Dusun ${text(d.hamlet)}`}`,
  },
  'population.read-own': plain('people', 'membaca data sendiri'),
  'population.read-member': plain('people', 'membaca data anggota keluarga'),
  'population.read-photo': plain('people', 'melihat foto'),
  'population.show-own-numbers': plain('people', 'menampilkan NIK dan nomor KK sendiri'),
  'population.show-member-numbers': plain('people', 'menampilkan NIK anggota keluarga'),
  'population.read-accesses': plain('people', 'memeriksa siapa yang melihat datanya'),
  'population.copy-own': plain('people', 'mengunduh salinan biodata sendiri'),
  'population.copy-family-card': plain('people', 'mengunduh salinan kartu keluarga'),
  'population.copy-member': plain('people', 'mengunduh salinan biodata anggota keluarga'),
  'population.ask-correction': {
    group: 'people',
    tell: (d) => `meminta perbaikan data: ${columnsOf(d)}`,
  },
  'population.cancel-correction': plain('people', 'membatalkan permintaan perbaikan data'),
  'population.read-correction': plain('people', 'membuka permintaan perbaikan data'),
  'population.read-proof': plain('people', 'membuka bukti permintaan perbaikan data'),
  'population.accept-correction': {
    group: 'people',
    tell: (d) => `menerima permintaan perbaikan data: ${columnsOf(d)}${because(d)}`,
  },
  'population.refuse-correction': {
    group: 'people',
    tell: (d) => `menolak permintaan perbaikan data${because(d)}`,
  },
  'population.take-out': plain('people', 'mengambil salinan semua data tentang dirinya'),

  'access.sign-in': {
    group: 'access',
    tell: (d) => (d.kiosk === true ? 'masuk lewat layar bersama di kantor desa' : 'masuk'),
  },
  'access.sign-in-failed': plain('access', 'mencoba masuk dan gagal'),
  'access.sign-out': plain('access', 'keluar'),
  'access.code-failed': plain('access', 'salah menulis kode masuk'),
  'access.enrol-second-factor': plain('access', 'memasang aplikasi kode masuk'),
  'access.prove': plain('access', 'membuktikan lagi siapa dirinya'),
  'access.proof-failed': plain('access', 'gagal membuktikan siapa dirinya'),
  'access.accept-terms': plain('access', 'menyetujui syarat pemakaian'),
  'access.change-pin': plain('access', 'mengganti PIN'),
  'access.change-password': plain('access', 'mengganti kata sandi'),
  'access.end-sessions': plain('access', 'mengakhiri sesi di perangkat lain'),
  'access.issue-pin': {
    group: 'access',
    tell: (d) => (d.anew === true ? 'membuat PIN baru' : 'membuka akun dan membuat PIN pertama'),
  },
  'access.issue-batch': {
    group: 'access',
    tell: (d) => `membuat PIN massal untuk ${number(d.count)} warga: ${text(d.name)}`,
  },
  'access.fetch-slips': {
    group: 'access',
    tell: (d) => `mengambil dokumen ${number(d.count)} slip PIN: ${text(d.name)}`,
  },
  'access.print-hand-over-list': {
    group: 'access',
    tell: (d) => `mencetak daftar serah terima slip PIN: ${text(d.name)}`,
  },
  'access.hand-over-slip': {
    group: 'access',
    tell: (d) => `mencatat penyerahan slip PIN${text(d.to) && ` kepada ${text(d.to)}`}`,
  },
  'access.take-back-hand-over': plain('access', 'membatalkan catatan penyerahan slip PIN'),
  'access.ask-for-pin': plain('access', 'meminta PIN lewat internet'),
  'access.read-pin-request': plain('access', 'membuka permintaan PIN dan data warga yang cocok'),
  'access.read-pin-request-picture': plain('access', 'membuka foto KTP pada permintaan PIN'),
  'access.grant-pin-request': plain('access', 'menyetujui permintaan PIN'),
  'access.refuse-pin-request': {
    group: 'access',
    tell: (d) => `menolak permintaan PIN${because(d)}`,
  },
  'access.close-account': {
    group: 'access',
    tell: (d) => `menutup akun warga${because(d)}`,
  },
  'access.unlock-account': plain('access', 'membuka kunci akun warga'),
  'access.open-account': plain('access', 'membuka halaman akun warga'),
  'access.add-staff': {
    group: 'access',
    tell: (d) => `menambah petugas ${text(d.username)}`,
  },
  'access.change-staff': plain('access', 'mengubah data atau peran petugas'),
  'access.reset-password': plain('access', 'membuat kata sandi sementara petugas'),
  'access.reset-second-factor': plain('access', 'mengatur ulang kode masuk petugas'),
  'access.close-staff': plain('access', 'menutup akun petugas'),
  'access.reopen-staff': plain('access', 'membuka lagi akun petugas'),
  'access.alarm': {
    group: 'access',
    tell: (d) => `memberi tanda bahaya: ${number(d.failures)} kali gagal masuk dalam satu jam`,
  },

  'population.drop-old-imports': cleaned(
    (n) => `menghapus ${n} baris impor yang lebih dari sebulan`,
  ),
  'population.drop-old-proofs': cleaned(
    (n) => `menghapus ${n} bukti perbaikan data yang lewat masa simpannya`,
  ),
  'population.drop-old-correction-drafts': cleaned(
    (n) => `menghapus ${n} permintaan perbaikan data yang tidak dikirim`,
  ),
  'opensid.drop-rows': cleaned((n) => `menghapus ${n} baris dump OpenSID yang tidak dilanjutkan`),
  'access.drop-old-sessions': cleaned((n) => `menghapus ${n} catatan sesi lama`),
  'access.drop-slips': cleaned((n) => `menghapus ${n} dokumen slip PIN`),
  'access.drop-pin-request-pictures': cleaned((n) => `menghapus ${n} foto permintaan PIN lama`),
  'access.drop-old-pin-requests': cleaned((n) => `menghapus ${n} permintaan PIN lama`),
  'access.drop-old-failures': cleaned((n) => `menghapus ${n} catatan percobaan masuk lama`),
  'notices.drop-old': cleaned((n) => `menghapus ${n} pemberitahuan yang lebih dari setahun`),
  'notices.drop-handled': cleaned((n) => `menghapus ${n} pesan antrean yang sudah disampaikan`),
  'files.sweep': cleaned((n) => `menghapus ${n} berkas yang tidak dipakai lagi`),

  'audit.read': plain('trail', 'membaca jejak'),
  'audit.verify': {
    group: 'trail',
    tell: (d) =>
      d.ok === true
        ? `memeriksa keutuhan jejak: ${number(d.events)} catatan, semuanya utuh`
        : `memeriksa keutuhan jejak: RUSAK pada catatan nomor ${number(d.seq)}`,
  },
};

/** The actions of a group, by name. */
export function actionsOf(group: AuditGroup): string[] {
  return Object.keys(words).filter((action) => words[action]!.group === group);
}

/**
 * Acts on the data of many residents at once, recorded without naming each: everyone on the register
 * is told of them, for each may have been among them.
 */
export const massActions: readonly string[] = [
  'population.export',
  'population.export-book',
  'population.unmask-book',
];

/** Whether an action has words. */
export const hasAuditWords = (action: string): boolean => Object.hasOwn(words, action);

/**
 * What the actor did, as the rest of a sentence that begins with who: "menolak permohonan SKU-…".
 * An action of a later version, which these words do not know, is told by its name.
 */
export function tellEvent(action: string, details: AuditDetails): string {
  return (words[action]?.tell(details) ?? `melakukan ${action}`).trim();
}
