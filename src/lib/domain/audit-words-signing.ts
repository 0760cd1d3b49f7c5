import { because, request, text, type AuditDetails, type Words } from './audit-phrases.ts';
import { isSigningProblem, problemInWords } from './signing-problems.ts';
import { capacityShort, isCapacity } from './signing-authority.ts';

/** "a.n." */
const capacityOf = ({ capacity }: AuditDetails) =>
  isCapacity(capacity) ? capacityShort[capacity] : '';

const problemOf = (d: AuditDetails): string => {
  const problem = text(d.problem);
  return isSigningProblem(problem) ? `: ${problemInWords(problem)}` : '';
};

/** Acts around signing, in words; part of audit-words.ts. */
export const signingWords: Readonly<Record<string, Words>> = {
  'signers.give-mandate': {
    group: 'settings',
    tell: (d) =>
      `memberi ${text(d.name)} wewenang tanda tangan ${capacityOf(d)} menurut SK ${text(d.decree)}`,
  },
  'signers.end-mandate': {
    group: 'settings',
    tell: (d) => `mengakhiri wewenang tanda tangan ${capacityOf(d)} ${text(d.name)}`,
  },
  'signers.record-absence': {
    group: 'settings',
    tell: (d) => `mencatat ${text(d.name)} berhalangan, digantikan ${text(d.standIn)}` + because(d),
  },
  'signers.end-absence': {
    group: 'settings',
    tell: (d) => `mencatat ${text(d.name)} hadir kembali`,
  },
  'signers.save-official': {
    group: 'settings',
    tell: (d) => `mencatat masa jabatan dan SK ${text(d.name)}`,
  },

  'letters.begin-signing': request('memulai penandatanganan'),
  'letters.signing-failed': {
    group: 'letters',
    tell: (d) =>
      `belum berhasil menandatangani surat ${text(d.number)} (${text(d.reference)})` + problemOf(d),
  },
  'letters.give-up-signing': {
    group: 'letters',
    tell: (d) =>
      `membatalkan penandatanganan surat ${text(d.number)} (${text(d.reference)})` + because(d),
  },
  'signing.change-service': {
    group: 'settings',
    tell: (d) =>
      d.method === 'bsre'
        ? 'memilih layanan BSrE untuk menandatangani surat elektronik'
        : 'memilih sertifikat desa untuk menandatangani surat elektronik' +
          (text(d.timestamps) && `, dengan stempel waktu dari ${text(d.timestamps)}`),
  },
};
