import { because, number, text, type AuditDetails, type Words } from './audit-phrases.ts';

/** An act on a letter for a list of residents, named by what the list is called. */
const batch = (verb: string, after: (details: AuditDetails) => string = () => ''): Words => ({
  group: 'letters',
  tell: (d) =>
    `${verb} “${text(d.name)}”` + (text(d.type) && `, ${text(d.type)}`) + after(d) + because(d),
});
const letters = (d: AuditDetails) => `, ${number(d.count)} surat`;

/** Letters for many at once, in words; part of audit-words.ts. */
export const batchWords: Readonly<Record<string, Words>> = {
  'letters.begin-batch': batch('mulai menyusun surat massal'),
  'letters.list-residents': batch(
    'menambah warga ke surat massal',
    (d) => `, ${number(d.count)} orang`,
  ),
  'letters.file-batch': batch('mengajukan surat massal', letters),
  'letters.forward-batch': batch('meneruskan surat massal'),
  'letters.send-back-batch': batch('mengembalikan surat massal'),
  'letters.approve-batch': batch('menyetujui surat massal', letters),
  'letters.end-batch': batch(
    'menutup surat massal',
    (d) => `, ${number(d.count)} surat tidak dibuat`,
  ),
  'letters.drop-batch': batch('membuang surat massal'),
  'letters.print-batch': batch('mengambil cetakan surat massal', letters),
  'letters.draw-sample': batch('melihat contoh surat massal'),
};
