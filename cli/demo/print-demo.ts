import { demoOfficers, demoResidents } from '../../src/lib/server/access/index.ts';

/** Prints where to go and whom to be. */
export function printDemo(origin: string): void {
  const lines = [
    '',
    `Desa Batu Putih (desa contoh) terbuka di ${origin}`,
    '',
    `  Warga     ${origin}/layanan-mandiri`,
    ...demoResidents.map((r) => `            NIK ${r.nik}  PIN ${r.pin}  ${r.about}`),
    `  Petugas   ${origin}/kantor   (kode kedua ada di halaman masuk)`,
    ...demoOfficers.map((o) => `            ${o.username.padEnd(9)} ${o.password}  ${o.position}`),
    '',
    'Hentikan dengan Ctrl-C. Data tersimpan untuk lain kali.',
  ];
  console.log(lines.join('\n'));
}
