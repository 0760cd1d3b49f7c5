import { maskIdNumber } from './id-number.ts';
import { isKnownProvince } from './region.ts';

/** Facts about the person against which a NIK can be held. */
export interface NikFacts {
  /** 1 male, 2 female. */
  sex?: 1 | 2 | undefined;
  /** `YYYY-MM-DD`. */
  birthDate?: string | undefined;
}

/**
 * What makes a NIK impossible, as a sentence; undefined when nothing does.
 * Only the hard rule: 16 digits, not all the same, serial not 0000. The prefix is never compared
 * with the village's own code: newcomers keep theirs for life, and split regions keep the parent's
 * (UU 23/2006 art. 13, PP 40/2019 art. 30).
 */
export function nikProblem(nik: string): string | undefined {
  if (!/^\d{16}$/.test(nik)) return 'NIK yang terdiri dari tepat 16 angka';
  if (/^(\d)\1{15}$/.test(nik)) return 'NIK yang benar, bukan 16 angka yang sama';
  if (nik.endsWith('0000')) return 'NIK yang benar: empat angka terakhirnya tidak mungkin 0000';
  return undefined;
}

/**
 * What looks wrong with a valid NIK but must not stop anyone: the number is never issued again when
 * a birth date or a sex is corrected, so the officer is told and decides.
 * A temporary NIK carries no facts and gets no warnings.
 */
export function nikWarnings(nik: string, { sex, birthDate }: NikFacts = {}): string[] {
  if (isTemporaryNik(nik)) return [];
  const warnings: string[] = [];
  if (!isKnownProvince(nik)) {
    warnings.push(`dua angka pertama NIK (${nik.slice(0, 2)}) bukan kode provinsi`);
  }
  const written = Number(nik.slice(6, 8));
  const month = Number(nik.slice(8, 10));
  const female = written > 40;
  const day = female ? written - 40 : written;
  if (day < 1 || day > 31) {
    warnings.push(`tanggal dalam NIK (${nik.slice(6, 8)}) bukan 01–31 atau 41–71`);
  } else if (sex !== undefined && female !== (sex === 2)) {
    warnings.push(
      sex === 2
        ? `tanggal dalam NIK (${nik.slice(6, 8)}) milik laki-laki, padahal tercatat perempuan`
        : `tanggal dalam NIK (${nik.slice(6, 8)}) milik perempuan, padahal tercatat laki-laki`,
    );
  }
  if (month < 1 || month > 12) {
    warnings.push(`bulan dalam NIK (${nik.slice(8, 10)}) bukan 01–12`);
  }
  // The two digits of the year give no century: they are compared, never completed.
  if (birthDate !== undefined && warnings.length === 0) {
    const expected = birthDate.slice(8, 10) + birthDate.slice(5, 7) + birthDate.slice(2, 4);
    const inNik = String(day).padStart(2, '0') + nik.slice(8, 12);
    if (expected !== inNik) warnings.push('tanggal lahir dalam NIK berbeda dari tanggal lahirnya');
  }
  return warnings;
}

/** True for the number a village gives to someone who has no NIK yet: no province starts with 0. */
export function isTemporaryNik(nik: string): boolean {
  return nik.startsWith('0');
}

/**
 * The temporary NIK with this serial: `0`, the village's ten-digit code, five digits.
 * @throws RangeError when the code is not ten digits or the serial is not one that may be used
 *   (1–99 999, not ending in 0000)
 */
export function temporaryNik(villageCode: string, serial: number): string {
  const nik = `0${villageCode}${String(serial).padStart(5, '0')}`;
  if (!/^\d{10}$/.test(villageCode) || nikProblem(nik) !== undefined) {
    throw new RangeError(`No temporary NIK for village ${villageCode} and serial ${serial}`);
  }
  return nik;
}

/** `5207••••••••0003` */
export function maskNik(nik: string): string {
  return maskIdNumber(nik);
}
