import type { NavItem, VillageFace } from '../../../src/lib/ui/faces.ts';

/** A village with an ordinary name. Generated, like everything here. */
export const village: VillageFace = {
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Kabupaten Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
  timeZone: 'Asia/Makassar',
  address: 'Jalan Lintas Labuhan Nomor 1, Dusun Labuhan',
  postalCode: '84452',
  phone: '0372 555 0114',
  email: 'kantor@batu-putih.desa.id',
  officeHours: {
    1: ['08:00', '15:00'],
    2: ['08:00', '15:00'],
    3: ['08:00', '15:00'],
    4: ['08:00', '15:00'],
    5: ['08:00', '11:30'],
  },
  accent: null,
  logoFileId: null,
};

/** The longest names there are, to see what breaks. */
export const longVillage: VillageFace = {
  ...village,
  kind: 'Desa',
  name: 'Persiapan Transmigrasi Sumberagung Kertawinangun Jaya',
  district: 'Labuhan Haji Barat Daya',
  regency: 'Kabupaten Penukal Abab Lematang Ilir',
};

export const officeNav: NavItem[] = [
  { href: '/kantor', label: 'Beranda' },
  { href: '/kantor/permohonan', label: 'Permohonan', count: 7, current: true },
  { href: '/kantor/loket', label: 'Loket' },
  { href: '/kantor/pengaduan', label: 'Pengaduan', count: 4 },
  { href: '/kantor/penduduk', label: 'Penduduk' },
  { href: '/kantor/akun-warga', label: 'Akun warga' },
  { href: '/kantor/bantuan', label: 'Bantuan sosial' },
  { href: '/kantor/informasi', label: 'Informasi desa' },
  { href: '/kantor/surat/arsip', label: 'Arsip surat' },
  { href: '/kantor/laporan', label: 'Laporan' },
  { href: '/kantor/jejak', label: 'Jejak' },
  { href: '/kantor/pengaturan', label: 'Pengaturan' },
];
