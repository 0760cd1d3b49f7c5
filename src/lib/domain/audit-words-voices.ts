import { because, text, type Words } from './audit-phrases.ts';

/** An act on a voice, named by its ticket number; with whom it was given to. */
const voice = (verb: string): Words => ({
  group: 'voices',
  tell: (d) =>
    [verb, text(d.reference), text(d.to) && `kepada ${text(d.to)}`].filter(Boolean).join(' ') +
    because(d),
});

/** The trail of complaints, aspirations and requests for information (audit-words.ts). */
export const voiceWords: Readonly<Record<string, Words>> = {
  'voices.send': voice('mengirim laporan'),
  'voices.take-over': voice('melanjutkan pengaduan OpenSID sebagai laporan'),
  'voices.join': voice('ikut mendukung laporan'),
  'voices.read': voice('membuka laporan'),
  'voices.read-picture': voice('membuka foto laporan'),
  'voices.verify': voice('memverifikasi laporan'),
  'voices.refuse': voice('menolak laporan'),
  'voices.forward': voice('meneruskan laporan'),
  'voices.assign': voice('mendisposisikan laporan'),
  'voices.begin': voice('mulai menindaklanjuti laporan'),
  'voices.answer': voice('menjawab laporan'),
  'voices.conclude': voice('menyelesaikan laporan'),
  'voices.reply': voice('menanggapi jawaban laporan'),
  'voices.accept': voice('menerima jawaban laporan'),
  'voices.reopen': voice('membuka lagi laporan'),
  'voices.close': voice('menutup karena tidak ada tanggapan laporan'),
  'voices.rate': voice('menilai penyelesaian laporan'),
  'voices.say': voice('menulis pesan di laporan'),
  'voices.note': voice('menulis catatan di laporan'),
  'voices.publish': voice('menampilkan di papan desa laporan'),
  'voices.unpublish': voice('menurunkan dari papan desa laporan'),
  'voices.identify': voice('membuka identitas pelapor'),
  'voices.open-whatsapp': voice('membuka WhatsApp untuk mengabari pelapor laporan'),
  'voices.forget': voice('menghapus foto dan kontak yang lewat masa simpannya dari laporan'),
  'voices.escalate': voice('mengingatkan pimpinan kantor akan laporan'),
};
