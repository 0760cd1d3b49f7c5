import type { LetterType } from '../domain/letter-type.ts';

/** How the finished letter reaches the resident. */
export function handOverWords(signature: LetterType['signature']): string {
  return signature === 'wet' ? 'diambil di kantor desa' : 'diunduh sebagai PDF';
}

/** How long the letter is good for. */
export function validityWords(validity: LetterType['validity']): string {
  if (validity === 'none') return 'Tanpa batas waktu';
  if ('months' in validity) return `${validity.months} bulan sejak tanggal surat`;
  if ('days' in validity) return `${validity.days} hari sejak tanggal surat`;
  return 'Sampai tanggal yang Anda isi di permohonan';
}
