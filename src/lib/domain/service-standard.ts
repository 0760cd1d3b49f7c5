import type { LetterType } from './letter-type.ts';

interface ServiceStandard {
  requirements: string[];
  procedure: string[];
  time: string;
  cost: string;
  product: string;
  complaints: string;
}

/** The six components that must be published for a service, in words. */
export function serviceStandard({ service, workingDays }: LetterType): ServiceStandard {
  const time = workingDays
    ? `Paling lama ${workingDays} hari kerja sejak persyaratan lengkap.`
    : 'Selesai pada hari kerja yang sama bila persyaratan lengkap.';
  return { ...service, time };
}
