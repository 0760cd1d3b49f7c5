import type { Draft } from './letter-edit.ts';

/** What a new letter type begins with: a short statement about its subject, and the usual service. */
export const blankLetterType: Draft = {
  front: {
    code: 'SL',
    name: 'Surat baru',
    title: 'SURAT BARU',
    purpose: 'Tulis kegunaan surat ini bagi warga, satu kalimat.',
    keywords: ['surat'],
    group: 'umum',
    order: 999,
    selfService: 'yellow',
    subject: { family: true },
    fields: [
      {
        key: 'keperluan',
        type: 'text',
        label: 'Keperluan',
        hint: 'Kalimat ini tercetak di surat.',
        minLength: 5,
        maxLength: 200,
        example: 'melengkapi berkas pendaftaran sekolah',
      },
    ],
    requirements: [],
    classification: '400.12',
    validity: { months: 3 },
    signature: 'electronic',
    chain: [
      { role: 'official', does: 'draft' },
      { role: 'secretary', does: 'review' },
      { role: 'head', does: 'sign' },
    ],
    workingDays: 2,
    service: {
      requirements: ['Warga tercatat dalam data kependudukan desa.'],
      procedure: [
        'Warga mengisi permohonan di Layanan Mandiri, atau dibantu petugas di kantor desa.',
        'Operator memeriksa permohonan; yang belum lengkap dikembalikan dengan penjelasan.',
        'Sekretaris Desa memeriksa suratnya, lalu Kepala Desa menandatangani.',
        'Warga menerima surat.',
      ],
      cost: 'Gratis (Rp0).',
      product: 'Surat bertanda tangan elektronik dengan kode QR, berlaku 3 bulan.',
      complaints:
        'Lewat menu Aspirasi dan Pengaduan di Layanan Mandiri, atau langsung di kantor desa.',
    },
  },
  body: `Yang bertanda tangan di bawah ini {{signer.position}}, {{village.district}}, {{village.regency}}, menerangkan bahwa:

{{identity}}

adalah benar penduduk {{village.title}}.

Surat keterangan ini dipergunakan untuk {{answers.keperluan}}.

Demikian surat keterangan ini dibuat dengan sebenarnya untuk dapat dipergunakan sebagaimana mestinya.`,
};
