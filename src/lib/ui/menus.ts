import { may, type Capability, type StaffRole } from '../domain/roles.ts';
import type { NavItem } from './faces.ts';

/** The public pages' menu. */
export const publicMenu: readonly NavItem[] = [
  { href: '/layanan', label: 'Layanan' },
  { href: '/verifikasi', label: 'Periksa surat' },
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

/** Numbers shown in the office's navigation, by address. */
export type OfficeCounts = Record<string, number | undefined>;

/** The office's rooms, and the capability that opens each (see domain/roles.ts). */
const officeRooms: readonly { href: string; label: string; needs?: Capability }[] = [
  { href: '/kantor', label: 'Menunggu saya', needs: 'requests.read' },
  { href: '/kantor/permohonan', label: 'Permohonan', needs: 'requests.read' },
  { href: '/kantor/loket', label: 'Loket', needs: 'requests.verify' },
  { href: '/kantor/penduduk', label: 'Penduduk', needs: 'residents.read' },
  { href: '/kantor/akun-warga', label: 'Akun warga', needs: 'accounts.manage' },
  { href: '/kantor/surat/arsip', label: 'Arsip surat', needs: 'requests.read' },
  { href: '/kantor/jejak', label: 'Jejak', needs: 'audit.read' },
  { href: '/kantor/pengaturan', label: 'Pengaturan', needs: 'village.settings' },
];

/** The office's navigation for someone with these roles: only what opens for them. */
export function officeMenu(roles: readonly StaffRole[], counts: OfficeCounts = {}): NavItem[] {
  return officeRooms
    .filter((room) => !room.needs || may(roles, room.needs))
    .map(({ href, label }) => ({ href, label, count: counts[href] }));
}
