/** Provinces by their code (Kepmendagri 300.2.2-2430/2025). */
export const PROVINCES: ReadonlyMap<string, string> = new Map([
  ['11', 'Aceh'],
  ['12', 'Sumatera Utara'],
  ['13', 'Sumatera Barat'],
  ['14', 'Riau'],
  ['15', 'Jambi'],
  ['16', 'Sumatera Selatan'],
  ['17', 'Bengkulu'],
  ['18', 'Lampung'],
  ['19', 'Kepulauan Bangka Belitung'],
  ['21', 'Kepulauan Riau'],
  ['31', 'Daerah Khusus Ibukota Jakarta'],
  ['32', 'Jawa Barat'],
  ['33', 'Jawa Tengah'],
  ['34', 'Daerah Istimewa Yogyakarta'],
  ['35', 'Jawa Timur'],
  ['36', 'Banten'],
  ['51', 'Bali'],
  ['52', 'Nusa Tenggara Barat'],
  ['53', 'Nusa Tenggara Timur'],
  ['61', 'Kalimantan Barat'],
  ['62', 'Kalimantan Tengah'],
  ['63', 'Kalimantan Selatan'],
  ['64', 'Kalimantan Timur'],
  ['65', 'Kalimantan Utara'],
  ['71', 'Sulawesi Utara'],
  ['72', 'Sulawesi Tengah'],
  ['73', 'Sulawesi Selatan'],
  ['74', 'Sulawesi Tenggara'],
  ['75', 'Gorontalo'],
  ['76', 'Sulawesi Barat'],
  ['81', 'Maluku'],
  ['82', 'Maluku Utara'],
  ['91', 'Papua'],
  ['92', 'Papua Barat'],
  ['93', 'Papua Selatan'],
  ['94', 'Papua Tengah'],
  ['95', 'Papua Pegunungan'],
  ['96', 'Papua Barat Daya'],
]);

/** True when the first two digits of `code` are a province's. */
export function isKnownProvince(code: string): boolean {
  return PROVINCES.has(code.slice(0, 2));
}

/**
 * The ten digits of a village's region code, written with dots or without.
 * Undefined when it is none: kabupaten 01–69, kota 71–99; the last part starts with 1 (kelurahan),
 * 2 (desa) or 3 (desa adat).
 */
export function parseVillageCode(written: string): string | undefined {
  const digits = /^\s*(\d\d)\.?(\d\d)\.?(\d\d)\.?([123]\d{3})\s*$/.exec(written);
  if (!digits) return undefined;
  const code = digits.slice(1).join('');
  const regency = Number(digits[2]);
  const ok = isKnownProvince(code) && regency >= 1 && regency <= 99 && regency !== 70;
  return ok && digits[3] !== '00' ? code : undefined;
}

/** A region code with its dots: `52`, `52.07`, `52.07.02` or `52.07.02.2015`. */
export function formatRegionCode(code: string): string {
  return [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)]
    .filter((part) => part !== '')
    .join('.');
}
