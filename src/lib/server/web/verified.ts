import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { VerifiedLetter } from '#lib/server/letters/index.ts';

/** A verified letter in words, for its page. */
export function describeVerified(letter: VerifiedLetter, timeZone: string) {
  return {
    state: letter.state,
    wet: letter.signature === 'wet',
    rows: [
      { label: 'Jenis surat', value: letter.title },
      { label: 'Nomor', value: letter.number },
      { label: 'Tanggal', value: formatDateLong(letter.date) },
      { label: 'Pemegang (inisial)', value: letter.holderInitials },
      { label: 'Disetujui oleh', value: `${letter.signerName}, ${letter.signerPosition}` },
      {
        label: 'Berlaku sampai',
        value: letter.validUntil ? formatDateLong(letter.validUntil) : 'Tanpa batas waktu',
      },
    ],
    withdrawn: letter.withdrawnAt && formatDateLong(letter.withdrawnAt, timeZone),
    replacedBy: letter.replacedBy,
    until: letter.validUntil && formatDateLong(letter.validUntil),
  };
}
