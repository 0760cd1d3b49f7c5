import { formatRupiah } from './money-words.ts';

/** Whose programme it is. */
export const aidLevels = {
  village: 'Desa',
  regency: 'Kabupaten/kota',
  province: 'Provinsi',
  national: 'Pusat',
} as const;
export type AidLevel = keyof typeof aidLevels;

/** Who receives it. */
export const aidTargets = {
  person: 'Perorangan',
  family: 'Keluarga (KK)',
  household: 'Rumah tangga',
  group: 'Kelompok',
} as const;
export type AidTarget = keyof typeof aidTargets;

/** Where the money comes from. */
export const aidFunds = {
  national: 'APBN (pusat)',
  province: 'APBD provinsi',
  regency: 'APBD kabupaten/kota',
  'village-fund': 'Dana Desa',
  village: 'Pendapatan asli desa',
  other: 'Hibah dan lain-lain',
} as const;
export type AidFunds = keyof typeof aidFunds;

/** What is handed out. */
export const aidForms = { money: 'Uang', goods: 'Barang', service: 'Jasa' } as const;
export type AidForm = keyof typeof aidForms;

/** A day on which a programme is handed out. */
export interface AidStage {
  id: string;
  number: number;
  name: string;
  /** `YYYY-MM-DD` */
  plannedOn: string;
  /** Rupiah; null where the programme's amount counts. */
  amount: number | null;
}

/** Whether a programme runs on a day: begun, not past its end, not closed. */
export function aidRuns(
  programme: { startsOn: string; endsOn: string | null; closed: boolean },
  today: string,
): boolean {
  const { startsOn, endsOn, closed } = programme;
  return !closed && startsOn <= today && (endsOn === null || today <= endsOn);
}

/** What one gets at a stage, in words; empty where no sum is set. */
export const amountWords = (amount: number | null): string =>
  amount === null ? '' : formatRupiah(amount);
