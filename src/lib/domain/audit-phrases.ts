import { formatMonth } from './dates-id.ts';
import { eventKinds, eventRules } from './event-rules.ts';
import { registerFieldName } from './register-fields.ts';

/** What the sentences of the audit trail (audit-words.ts) are made of. */

/** The groups by which the trail is filtered. */
export const auditGroups = {
  letters: 'Permohonan dan surat',
  voices: 'Aspirasi dan pengaduan',
  people: 'Data penduduk',
  aid: 'Bantuan sosial',
  access: 'Masuk, PIN, dan akun',
  news: 'Informasi desa',
  settings: 'Pengaturan desa',
  trail: 'Pemeriksaan jejak',
  chores: 'Pembersihan rutin',
} as const;
export type AuditGroup = keyof typeof auditGroups;

export const isAuditGroup = (name: string): name is AuditGroup => Object.hasOwn(auditGroups, name);

/** What was recorded beside who and when. */
export type AuditDetails = Readonly<Record<string, unknown>>;

export interface Words {
  group: AuditGroup;
  /** What the actor did, as the rest of a sentence: "menyetujui permohonan SKU-7K4P-2M9R". */
  tell(details: AuditDetails): string;
}

export const text = (value: unknown) => (typeof value === 'string' ? value : '');
export const number = (value: unknown) => (typeof value === 'number' ? value : 0);
export const because = ({ reason }: AuditDetails) => (text(reason) ? `: “${text(reason)}”` : '');

export const plain = (group: AuditGroup, sentence: string): Words => ({
  group,
  tell: () => sentence,
});
/** An act on a type of letter. */
export const letterType = (verb: string, after?: (details: AuditDetails) => string): Words => ({
  group: 'settings',
  tell: (d) => [verb, text(d.type) && `“${text(d.type)}”`, after?.(d)].filter(Boolean).join(' '),
});
/** An act on a request, named by its reference. */
export const request = (verb: string, after = ''): Words => ({
  group: 'letters',
  tell: (d) => [verb, text(d.reference), after].filter(Boolean).join(' ') + because(d),
});
/** An act on a letter of the archive, named by its number; with whom it was given to. */
export const mail = (verb: string): Words => ({
  group: 'letters',
  tell: (d) =>
    [verb, text(d.number), listed(d.to) && `kepada ${listed(d.to)}`].filter(Boolean).join(' ') +
    because(d),
});
/** Something cleaned away; `count` is how many. */
export const cleaned = (sentence: (count: number) => string): Words => ({
  group: 'chores',
  tell: (d) => sentence(number(d.count)),
});

/** Settings by the names under which their changes are recorded. */
const settingNames: Readonly<Record<string, string>> = {
  address: 'alamat kantor',
  postalCode: 'kode pos',
  phone: 'telepon',
  email: 'alamat email',
  website: 'situs web',
  about: 'tentang desa',
  officeHours: 'jam buka',
  servicePledge: 'maklumat pelayanan',
  shortCode: 'singkatan desa',
  numberPattern: 'pola nomor surat',
  counterScope: 'cara menghitung nomor surat',
  counterShared: 'hitungan surat masuk',
  paper: 'ukuran kertas',
  letterLook: 'kop dan bentuk surat',
  counterPrints: 'surat yang dicetak di loket',
  introducedLetters: 'surat dengan pengantar RT di layar',
  introductionDays: 'waktu menjawab pengantar RT',
  voiceVerifyDays: 'waktu memeriksa laporan',
  voiceAnswerDays: 'waktu menjawab laporan',
  voiceReplyDays: 'waktu pelapor menanggapi',
  voiceReopenDays: 'waktu membuka lagi laporan',
  commentsOn: 'komentar warga',
  quietFrom: 'awal jam tenang',
  quietTo: 'akhir jam tenang',
  publicOrigin: 'alamat situs desa',
  accent: 'warna',
  uploadRetentionDays: 'masa simpan lampiran',
  archiveYears: 'masa simpan pindaian arsip',
};

export const fieldsOf = ({ fields }: AuditDetails) =>
  Array.isArray(fields)
    ? fields.map((field) => settingNames[String(field)] ?? String(field)).join(', ')
    : '';

export const listed = (fields: unknown) =>
  Array.isArray(fields) ? fields.map(String).join(', ') : '';

/** An act on a hamlet, RW or RT. */
export const area = (tell: (place: string, to: string) => string): Words => ({
  group: 'people',
  tell: (d) => tell(text(d.area), text(d.to)),
});

export const household = (verb: string): Words => ({
  group: 'people',
  tell: (d) => `${verb} ${text(d.number)}`,
});

/** An act on an event of the population: "mencatat peristiwa kematian". */
export const event = (verb: string): Words => ({
  group: 'people',
  tell: (d) => {
    const kind = eventKinds.find((one) => one === d.kind);
    return `${verb} ${kind ? eventRules[kind].name.toLowerCase() : ''}${because(d)}`;
  },
});

/** "B.1 November 2026, Dusun Labuhan"; of a whole year "A.7 2026" */
export const bookOf = ({ book, month, hamlet }: AuditDetails) => {
  const when = text(month);
  const told = /^\d{4}-(0[1-9]|1[0-2])$/.test(when) ? formatMonth(when) : when;
  return `${text(book)} ${told}${text(hamlet) && `, Dusun ${text(hamlet)}`}`;
};

/** "mengambil Buku B.1 November 2026, 1.190 baris, sebagai PDF" */
export const takenBook = (d: AuditDetails): string =>
  `mengambil Buku ${bookOf(d)}, ${number(d.lines)} baris, sebagai ${d.format === 'pdf' ? 'PDF' : 'Excel'}`;

export const columnsOf = ({ fields }: AuditDetails) =>
  Array.isArray(fields) ? fields.map(String).map(registerFieldName).join(', ') : '';
