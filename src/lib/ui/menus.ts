import type { NavItem } from './faces.ts';

/** The public pages' menu. */
export const publicMenu: readonly NavItem[] = [
  { href: '/layanan', label: 'Layanan' },
  {
    href: '/berita',
    label: 'Informasi',
    beneath: ['/pengumuman', '/agenda', '/dokumen'],
  },
  { href: '/profil', label: 'Profil', beneath: ['/perangkat', '/statistik', '/transparansi'] },
  { href: '/verifikasi', label: 'Periksa surat' },
  { href: '/aspirasi', label: 'Aspirasi' },
  { href: '/panduan', label: 'Panduan' },
  { href: '/layanan-mandiri', label: 'Layanan Mandiri' },
];

/** The row under the band while a resident is signed in. `unread`: notices not yet opened. */
export function residentMenu(unread: number): NavItem[] {
  return [
    { href: '/layanan-mandiri', label: 'Beranda' },
    { href: '/layanan-mandiri/riwayat', label: 'Riwayat' },
    { href: '/layanan-mandiri/pemberitahuan', label: 'Pemberitahuan', count: unread || undefined },
    { href: '/layanan-mandiri/akun', label: 'Akun' },
  ];
}
