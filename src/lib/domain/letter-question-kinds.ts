import type { LetterField } from './letter-type.ts';

/** What the form builder asks about a question, beside what it asks about every one. */
export type QuestionFact =
  'length' | 'range' | 'unit' | 'days' | 'choices' | 'asks' | 'from' | 'item' | 'count' | 'of';

export interface QuestionKind {
  name: string;
  /** When to take it. */
  about: string;
  facts: readonly QuestionFact[];
  /** A good answer to begin with; none where there is no single one. */
  example?: string;
}

/** The kinds of questions as the office knows them, in the order in which they are offered. */
export const questionKinds: Readonly<Record<LetterField['type'], QuestionKind>> = {
  text: {
    name: 'Tulisan pendek',
    about: 'Satu baris, misalnya nama usaha atau keperluan.',
    facts: ['length'],
    example: 'Contoh jawaban',
  },
  longtext: {
    name: 'Tulisan panjang',
    about: 'Beberapa kalimat.',
    facts: ['length'],
    example: 'Contoh jawaban yang lebih panjang.',
  },
  choice: {
    name: 'Pilihan',
    about: 'Satu jawaban dari daftar.',
    facts: ['choices'],
    example: 'Pilihan pertama',
  },
  date: {
    name: 'Tanggal',
    about: 'Hari, bulan, dan tahun.',
    facts: ['days'],
    example: '15 April 2026',
  },
  month: {
    name: 'Bulan dan tahun',
    about: 'Boleh tahunnya saja, misalnya usaha berdiri sejak kapan.',
    facts: ['days'],
    example: 'Maret 2021',
  },
  time: { name: 'Jam', about: 'Misalnya jam acara.', facts: [], example: '09.30' },
  period: {
    name: 'Jangka waktu',
    about: 'Dari tanggal sampai tanggal.',
    facts: ['days'],
  },
  number: {
    name: 'Jumlah',
    about: 'Angka yang dihitung, misalnya jumlah tanggungan.',
    facts: ['range', 'unit'],
    example: '4',
  },
  money: {
    name: 'Uang',
    about: 'Rupiah; di surat bisa ditulis dengan huruf.',
    facts: ['range'],
    example: '1.200.000',
  },
  digits: {
    name: 'Nomor',
    about: 'Nomor yang menamai sesuatu: NISN, nomor rekening, nomor polisi tanpa huruf.',
    facts: ['length'],
    example: '1234567890',
  },
  phone: { name: 'Nomor HP', about: '', facts: [], example: '0812-3456-7890' },
  person: {
    name: 'Orang lain',
    about: 'Satu orang selain yang dimaksud surat, dengan NIK, umur, dan alamatnya.',
    facts: ['asks', 'from'],
  },
  group: {
    name: 'Daftar',
    about: 'Pertanyaan yang sama beberapa kali: ahli waris, pengikut, saksi, barang.',
    facts: ['item', 'count', 'asks', 'from', 'of'],
  },
};

export type QuestionType = LetterField['type'];

export const isQuestionType = (text: string): text is QuestionType =>
  Object.hasOwn(questionKinds, text);
