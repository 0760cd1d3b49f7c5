import { cleaned, mail, takenBook, text, type Words } from './audit-phrases.ts';

/** The trail of the archive and of letters that come in and go out (audit-words.ts). */
export const archiveWords: Readonly<Record<string, Words>> = {
  'letters.read-letter': mail('membuka surat'),
  'letters.read-receipt': mail('membuka tanda terima surat'),
  'letters.replace': mail('mulai membuat pengganti surat'),
  'letters.export-book': {
    group: 'letters',
    tell: takenBook,
  },
  'letters.drop-old-scans': cleaned(
    (n) => `menghapus ${n} pindaian arsip yang lewat masa simpannya`,
  ),
  'mail.register-incoming': {
    group: 'letters',
    tell: (d) => `mencatat surat masuk nomor agenda ${text(d.number)} dari ${text(d.sender)}`,
  },
  'mail.read-incoming': mail('membuka surat masuk nomor agenda'),
  'mail.read-outgoing': mail('membuka surat keluar'),
  'mail.read-scan': mail('membuka pindaian surat'),
  'mail.add-scan': mail('menambah pindaian surat'),
  'mail.give': mail('mendisposisikan surat masuk nomor agenda'),
  'mail.close': mail('mengarsipkan surat masuk nomor agenda'),
  'mail.note': mail('mencatat tindak lanjut surat masuk nomor agenda'),
  'mail.finish': mail('menyelesaikan tindak lanjut surat masuk nomor agenda'),
  'mail.number-outgoing': mail('memberi nomor surat keluar'),
  'mail.send-outgoing': mail('mencatat pengiriman surat'),
  'mail.void-outgoing': mail('membatalkan surat keluar'),
};
