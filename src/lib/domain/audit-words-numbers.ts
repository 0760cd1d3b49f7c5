import { because, number, text, type Words } from './audit-phrases.ts';
import { counterName } from './letter-counter.ts';

/** Acts on the book of numbers and on archive codes, in words (audit-words.ts). */
export const numberWords: Readonly<Record<string, Words>> = {
  'letters.reserve-number': {
    group: 'letters',
    tell: (d) =>
      `mencadangkan nomor ${number(d.from) === number(d.to) ? number(d.from) : `${number(d.from)} sampai ${number(d.to)}`} dari urutan ${counterName(text(d.counter))}${because(d)}`,
  },
  'letters.use-number': {
    group: 'letters',
    tell: (d) => `mencatat nomor ${text(d.number)} dipakai untuk ${text(d.subject)}`,
  },
  'letters.void-number': {
    group: 'letters',
    tell: (d) =>
      `membatalkan nomor ${number(d.sequence)} dari urutan ${counterName(text(d.counter))}${because(d)}`,
  },
  'letters.start-counter': {
    group: 'letters',
    tell: (d) =>
      `memulai urutan ${counterName(text(d.counter))} tahun ${number(d.year)} dari nomor ${number(d.start)}`,
  },
  'letters.add-classification': {
    group: 'settings',
    tell: (d) => `menambah kode klasifikasi ${text(d.code)} ${text(d.name)}`,
  },
  'letters.remove-classification': {
    group: 'settings',
    tell: (d) => `menghapus kode klasifikasi ${text(d.code)}`,
  },
  'letters.import-classifications': {
    group: 'settings',
    tell: (d) => `mengambil ${number(d.count)} kode klasifikasi dari berkas`,
  },
  'letters.choose-classification': {
    group: 'settings',
    tell: (d) => `memilih kode klasifikasi ${text(d.code)} untuk ${text(d.type)}`,
  },
  'letters.choose-number': {
    group: 'letters',
    tell: (d) =>
      `memilih nomor ${text(d.number)} untuk permohonan ${text(d.reference)}` +
      (text(d.date) && `, bertanggal ${text(d.date)}`) +
      because(d),
  },
};
