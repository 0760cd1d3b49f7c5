import { may, type Capability } from '#lib/domain/roles.ts';
import { countOfficeWork } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
  const { visitor, village } = locals;
  if (visitor.kind !== 'staff' || visitor.mustChangePassword) return { office: null };
  const can = (capability: Capability) => may(visitor.roles, capability);
  const counts = can('requests.read')
    ? await withVillage(village.id, (tx) => countOfficeWork(tx, visitor))
    : { mine: 0, open: 0 };
  const nav = [
    can('requests.read') && { href: '/kantor', label: 'Menunggu saya', count: counts.mine },
    can('requests.read') && { href: '/kantor/permohonan', label: 'Permohonan', count: counts.open },
    can('residents.read') && { href: '/kantor/penduduk', label: 'Penduduk' },
    can('residents.import') && { href: '/kantor/impor', label: 'Impor penduduk' },
    can('accounts.manage') && { href: '/kantor/akun-warga', label: 'Akun warga' },
    can('audit.read') && { href: '/kantor/jejak', label: 'Jejak' },
    (can('village.settings') || can('certificate.manage') || can('staff.manage')) && {
      href: '/kantor/pengaturan',
      label: 'Pengaturan',
    },
  ].filter((item) => item !== false);
  return {
    office: {
      name: visitor.name,
      role: visitor.position,
      nav,
      searchAction: can('residents.read') ? '/kantor/penduduk' : undefined,
    },
  };
};
