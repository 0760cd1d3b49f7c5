import { col, type Heading, note, number, over } from './book-headings.ts';

/** The books of letters of Permendagri 47/2016: the agenda (A.7) and the delivery book (A.8). */
export const letterBookKeys = ['agenda', 'ekspedisi'] as const;
export type LetterBookKey = (typeof letterBookKeys)[number];

export const isLetterBook = (name: string): name is LetterBookKey =>
  letterBookKeys.some((key) => key === name);

interface LetterBook {
  key: LetterBookKey;
  code: string;
  title: string;
  about: string;
  headings: readonly Heading[];
}

export const letterBooks: Readonly<Record<LetterBookKey, LetterBook>> = {
  agenda: {
    key: 'agenda',
    code: 'A.7',
    title: 'Buku Agenda',
    about: 'Surat masuk dan surat keluar menurut tanggalnya, dengan nomor yang batal dan dipesan.',
    headings: [
      number,
      col('day', 'Tanggal penerimaan / pengiriman', 8),
      over(
        'Surat masuk',
        col('inNumber', 'Nomor', 12),
        col('inDate', 'Tanggal', 7.5),
        col('sender', 'Pengirim', 13),
        col('inSubject', 'Isi singkat', 18),
      ),
      over(
        'Surat keluar',
        col('outNumber', 'Nomor', 15),
        col('outDate', 'Tanggal', 7.5),
        col('recipient', 'Ditujukan kepada', 13),
        col('outSubject', 'Isi singkat', 18),
      ),
      note(14),
    ],
  },
  ekspedisi: {
    key: 'ekspedisi',
    code: 'A.8',
    title: 'Buku Ekspedisi',
    about: 'Surat yang dikirim atau diambil, dengan siapa yang menerimanya.',
    headings: [
      number,
      col('day', 'Tanggal pengiriman', 10),
      col('letter', 'Tanggal dan nomor surat', 22),
      col('subject', 'Isi singkat surat yang dikirim', 32),
      col('recipient', 'Ditujukan kepada', 24),
      note(26),
    ],
  },
};
