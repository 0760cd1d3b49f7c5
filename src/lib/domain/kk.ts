import { maskIdNumber } from './id-number.ts';
import { isKnownProvince } from './region.ts';

/** What makes a family card's number (No. KK) impossible, as a sentence; undefined when nothing does. */
export function kkProblem(kk: string): string | undefined {
  if (!/^\d{16}$/.test(kk)) return 'nomor KK yang terdiri dari tepat 16 angka';
  if (/^(\d)\1{15}$/.test(kk)) return 'nomor KK yang benar, bukan 16 angka yang sama';
  return undefined;
}

/** What looks wrong with a valid number; `nik` is that of a member of the family. */
export function kkWarnings(kk: string, nik?: string): string[] {
  const warnings: string[] = [];
  if (nik !== undefined && kk === nik) warnings.push('nomor KK sama dengan NIK');
  // Villages write families without a card under a number that starts with 0.
  if (!kk.startsWith('0') && !isKnownProvince(kk)) {
    warnings.push(`dua angka pertama nomor KK (${kk.slice(0, 2)}) bukan kode provinsi`);
  }
  return warnings;
}

/** `5207••••••••0003` */
export function maskKk(kk: string): string {
  return maskIdNumber(kk);
}
