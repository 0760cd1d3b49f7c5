/**
 * What a letter says about its own signature. A certificate of the village's own making gives a "tanda
 * tangan elektronik tidak tersertifikasi" (PP 71/2019 article 60): it may claim no certified one, name
 * BSrE, or set itself equal to ink. Of an imported certificate only its issuer is named, which is
 * what we know. BSrE's own sentences stand on what BSrE signed, and nowhere else.
 */

/** What an electronic letter is signed with. */
export type Seal =
  | { kind: 'village' }
  /** An imported certificate; `issuer` is who vouches for it. */
  | { kind: 'issued'; issuer: string }
  | { kind: 'bsre' };

/** The lines of the mark in the signature block; `approvedAt` for instance "23 November 2026, 09.30 WITA". */
export function electronicMark(seal: Seal, villageTitle: string, approvedAt: string): string[] {
  return seal.kind === 'bsre'
    ? ['Ditandatangani secara elektronik', approvedAt]
    : ['Disetujui secara elektronik melalui Layanan Mandiri', `${villageTitle}, ${approvedAt}`];
}

/** Under the QR code of a letter that was signed electronically. */
export function electronicNote(seal: Seal): string {
  switch (seal.kind) {
    case 'village':
      return 'Tanda tangan elektronik tidak tersertifikasi.';
    case 'issued':
      return `Tanda tangan elektronik dengan sertifikat dari ${seal.issuer}.`;
    case 'bsre':
      return 'Tanda tangan elektronik dengan sertifikat BSrE.';
  }
}

/** At the foot of a letter: what the law and BSrE ask to be said of its signature. */
export function footNotes(seal: Seal): string[] {
  if (seal.kind !== 'bsre') return [];
  return [
    'UU ITE Pasal 5 ayat (1): “Informasi Elektronik dan/atau Dokumen Elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah.”',
    'Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan BSrE.',
    'Keaslian dokumen ini dapat diperiksa dengan memindai kode QR di atas.',
  ];
}

/** Under the QR code of a letter that is signed by hand: the print alone is not the letter yet. */
export const wetNote = 'Berlaku setelah ditandatangani dan dibubuhi cap.';
/** What a letter was signed with, as its verification page and the office say it. */
export const sealNames: Record<Seal['kind'], string> = {
  village: 'Elektronik, dengan sertifikat buatan desa (tidak tersertifikasi)',
  issued: 'Elektronik, dengan sertifikat dari penerbit',
  bsre: 'Elektronik, dengan sertifikat BSrE',
};
