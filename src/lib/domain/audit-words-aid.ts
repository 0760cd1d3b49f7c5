import { because, cleaned, number, text, type Words } from './audit-phrases.ts';

/** An act on a programme: "menambah program bantuan “BLT Dana Desa”". */
const programme = (
  verb: string,
  after?: (d: Readonly<Record<string, unknown>>) => string,
): Words => ({
  group: 'aid',
  tell: (d) =>
    [verb, text(d.programme) && `“${text(d.programme)}”`, after?.(d)].filter(Boolean).join(' ') +
    because(d),
});
const stage = (d: Readonly<Record<string, unknown>>) => (text(d.stage) ? `(${text(d.stage)})` : '');

/** The trail of social aid (audit-words.ts). */
export const aidWords: Readonly<Record<string, Words>> = {
  'aid.add-programme': programme('menambah program bantuan'),
  'aid.change-programme': programme('mengubah program bantuan'),
  'aid.close-programme': programme('menutup program bantuan'),
  'aid.open-programme': programme('membuka kembali program bantuan'),
  'aid.publish-list': programme('mengumumkan daftar penerima bantuan'),
  'aid.hide-list': programme('menarik daftar penerima dari halaman umum: bantuan'),
  'aid.add-stage': programme('menambah tahap bantuan', stage),
  'aid.change-stage': programme('mengubah tahap bantuan', stage),
  'aid.remove-stage': programme('menghapus tahap bantuan', stage),
  'aid.read-list': programme('melihat daftar penerima bantuan'),
  'aid.read-doubtful': programme('melihat daftar penerima bantuan yang perlu diperiksa'),
  'aid.read-recipient': programme('membuka data penerima bantuan'),
  'aid.find-recipient': programme('menemukan lewat nomor kartunya penerima bantuan'),
  'aid.read-member': programme('melihat bantuan anggota keluarga'),
  'aid.propose-recipient': programme('mengusulkan penerima bantuan'),
  'aid.enter-recipient': programme('memasukkan penerima bantuan'),
  'aid.change-recipient': programme('mengubah data penerima bantuan'),
  'aid.verify': programme('menyatakan terverifikasi penerima bantuan'),
  'aid.send-back': programme('mengembalikan ke usulan penerima bantuan'),
  'aid.decide-recipient': programme('menetapkan penerima bantuan'),
  'aid.activate': programme('mengaktifkan penerima bantuan'),
  'aid.refuse': programme('tidak menyetujui penerima bantuan'),
  'aid.stop': programme('menghentikan bantuan'),
  'aid.resume': programme('melanjutkan bantuan'),
  'aid.reopen': programme('mengusulkan lagi penerima bantuan'),
  'aid.pay': programme('mencatat tersalur bantuan', stage),
  'aid.fail': programme('mencatat gagal salur bantuan', stage),
  'aid.void-payment': programme('membatalkan catatan penyaluran bantuan', stage),
  'aid.read-proof': programme('melihat bukti penyaluran bantuan', stage),
  'aid.check-import': programme(
    'memeriksa berkas penerima bantuan',
    (d) => `(${number(d.count)} baris)`,
  ),
  'aid.read-import': programme('membuka pemeriksaan berkas penerima bantuan'),
  'aid.import': programme(
    'memasukkan penerima bantuan dari berkas',
    (d) => `(${number(d.count)} penerima)`,
  ),
  'aid.drop-import': programme('membuang berkas penerima bantuan'),
  'aid.export': programme(
    'mengekspor penerima bantuan',
    (d) =>
      `(${number(d.count)} penerima, nomor ${d.numbers === 'full' ? 'lengkap' : 'disamarkan'})`,
  ),
  'aid.voice-proposal': programme('mengirim usul untuk bantuan'),
  'aid.voice-objection': programme('mengirim sanggahan tentang bantuan'),
  'aid.withdraw-voice': programme('membatalkan usul atau sanggahan tentang bantuan'),
  'aid.read-voice': programme('membuka usul atau sanggahan tentang bantuan'),
  'aid.open-whatsapp': programme('membuka WhatsApp untuk mengabari jawaban tentang bantuan'),
  'aid.accept-voice': programme('menerima usul atau sanggahan tentang bantuan'),
  'aid.refuse-voice': programme('tidak menerima usul atau sanggahan tentang bantuan'),
  'aid.drop-old-proofs': cleaned(
    (n) => `menghapus ${n} bukti penyaluran yang lewat masa simpannya`,
  ),
  'aid.drop-old-imports': cleaned((n) => `menghapus ${n} berkas penerima bantuan yang lama`),
};
