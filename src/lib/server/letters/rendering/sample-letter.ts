import { usualLook } from '#lib/domain/letter-look.ts';
import type { LetterDocument } from './letter-document.ts';

/** A letter of the demonstration village for tests: every part present, nobody real. */
export function sampleLetter(change: Partial<LetterDocument> = {}): LetterDocument {
  return {
    paper: 'A4',
    look: usualLook,
    letterhead: {
      above: ['PEMERINTAH KABUPATEN SUMBAWA BARAT', 'KECAMATAN TALIWANG'],
      name: 'DESA BATU PUTIH',
      address: ['Jalan Pendidikan Nomor 1, Batu Putih 84452', 'batu-putih.desa.id'],
    },
    title: 'SURAT KETERANGAN USAHA',
    number: '500.2.2.4/012/BTP/XI/2026',
    body: [
      { kind: 'paragraph', runs: [{ text: 'Yang bertanda tangan di bawah ini menerangkan:' }] },
      {
        kind: 'rows',
        rows: [
          { label: [{ text: 'Nama' }], value: [{ text: 'SITI RAHMAWATI', bold: true }] },
          { label: [{ text: 'NIK' }], value: [{ text: '5207024107900003' }] },
        ],
      },
      { kind: 'list', ordered: true, items: [[{ text: 'Pertama' }], [{ text: 'Kedua' }]] },
      { kind: 'paragraph', runs: [{ text: 'Demikian surat keterangan ini dibuat.' }] },
    ],
    form: null,
    forms: [],
    addressee: [],
    signingLists: [],
    cosigners: [],
    endorsers: [],
    signature: {
      acknowledged: false,
      placeAndDate: 'Batu Putih, 23 November 2026',
      position: ['KEPALA DESA BATU PUTIH'],
      name: 'ABDUL RAHMAN',
      mark: ['Disetujui melalui Layanan Mandiri Desa Batu Putih'],
    },
    verification: {
      url: 'https://batu-putih.desa.id/verifikasi/7K4P-2M9R-WXAB-C3DE-FG5H',
      note: 'Tanda tangan elektronik tidak tersertifikasi.',
    },
    footer: { left: '52.07.02.2015', right: 'SKU', notes: [] },
    author: 'Pemerintah Desa Batu Putih',
    createdAt: new Date('2026-11-23T01:30:00Z'),
    ...change,
  };
}
