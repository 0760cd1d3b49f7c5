/** The village as its letters name it. */
export interface VillageNames {
  /** "Desa", "Gampong", "Nagari" … */
  kind: string;
  name: string;
  /** With or without the word before it: "Taliwang", "Kecamatan Taliwang", "Distrik Abepura". */
  district: string;
  /** With or without the word before it: "Sumbawa Barat", "Kabupaten Sumbawa Barat". */
  regency: string;
  province: string;
}

/** "Desa Batu Putih" */
export const villageTitle = ({ kind, name }: VillageNames): string => `${kind} ${name}`;

/** "Kecamatan Taliwang"; names that already say what they are (Distrik, Kapanewon …) stay. */
export const districtTitle = ({ district }: VillageNames): string =>
  /^(kecamatan|distrik|kapanewon|kemantren)\s/i.test(district) ? district : `Kecamatan ${district}`;

/** Who heads it: "Camat Taliwang", "Kepala Distrik Abepura", "Panewu Kalasan". */
export function districtHead({ district }: VillageNames): string {
  const [, kind = '', name] = /^(kecamatan|distrik|kapanewon|kemantren)\s+(.*)$/i.exec(
    district,
  ) ?? ['', '', district];
  return `${heads[kind.toLowerCase()] ?? 'Camat'} ${name}`;
}

const heads: Record<string, string> = {
  distrik: 'Kepala Distrik',
  kapanewon: 'Panewu',
  kemantren: 'Mantri Pamong Praja',
};

/** "Kabupaten Sumbawa Barat"; "Kota …" stays. */
export const regencyTitle = ({ regency }: VillageNames): string =>
  /^(kabupaten|kota)\s/i.test(regency) ? regency : `Kabupaten ${regency}`;
