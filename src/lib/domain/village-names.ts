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

/** "Kabupaten Sumbawa Barat"; "Kota …" stays. */
export const regencyTitle = ({ regency }: VillageNames): string =>
  /^(kabupaten|kota)\s/i.test(regency) ? regency : `Kabupaten ${regency}`;
