/**
 * What a letter says about its own signature. The village's own certificate makes a "tanda tangan
 * elektronik tidak tersertifikasi" (PP 71/2019 article 60): nothing here may claim a certified one,
 * name BSrE, or set it equal to ink. Where a certified service signs, these words change with it.
 */

/** The lines of the mark in the signature block; `approvedAt` for instance "23 November 2026, 09.30 WITA". */
export const electronicMark = (villageTitle: string, approvedAt: string): string[] => [
  'Disetujui secara elektronik melalui Layanan Mandiri',
  `${villageTitle}, ${approvedAt}`,
];

/** Under the QR code of a letter that was signed electronically. */
export const electronicNote = 'Tanda tangan elektronik tidak tersertifikasi.';

/** Under the QR code of a letter that is signed by hand: the print alone is not the letter yet. */
export const wetNote = 'Berlaku setelah ditandatangani dan dibubuhi cap.';
