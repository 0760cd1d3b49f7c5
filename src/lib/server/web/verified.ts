import { formatDateLong } from '#lib/domain/dates-id.ts';
import { type Seal, sealNames } from '#lib/domain/signature-wording.ts';
import type { LetterSeal, VerifiedLetter } from '#lib/server/letters/index.ts';

/** How a letter is signed, in words. */
export function sealInWords(letter: LetterSeal): string {
  const stamp = letter.timestamped_at
    ? ', dengan stempel waktu'
    : letter.timestamp_missing
      ? ', tanpa stempel waktu karena layanannya tidak menjawab'
      : '';
  return sealNames[letter.signed_with as Seal['kind']] + stamp;
}

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
      { label: 'Tanda tangan', value: letter.seal ? sealInWords(letter.seal) : 'Pena dan cap' },
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
