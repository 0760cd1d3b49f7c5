import { may, type Capability } from '#lib/domain/roles.ts';
import { countOfficeWork } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { LayoutServerLoad } from './$types';
import { helpAddress } from './panduan/help-pages.ts';
import { countWaiting, sectionsFor } from './sections.ts';

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { visitor, village } = locals;
  if (visitor.kind !== 'staff' || visitor.mustChangePassword) return { office: null };
  const can = (capability: Capability) => may(visitor.roles, capability);
  const { mine, shown, waiting } = await withVillage(village.id, async (tx) => {
    const shown = await sectionsFor(tx, visitor, village);
    return {
      shown,
      mine: can('requests.read') ? await countOfficeWork(tx, village, visitor) : 0,
      waiting: await countWaiting(tx, shown, visitor, village),
    };
  });
  const sections = shown.map(({ label, pages, beneath }) => ({
    label,
    beneath,
    pages: pages.map((page) => ({
      href: page.href,
      label: page.label,
      count: waiting[page.href],
    })),
  }));
  // Tabs stand on the pages that they name, not on those beneath.
  const section = sections.find(({ pages }) => pages.some(({ href }) => href === url.pathname));
  const nav = [
    { href: '/kantor', label: 'Beranda' },
    can('requests.read') && { href: '/kantor/permohonan', label: 'Permohonan', count: mine },
    ...sections.map(({ label, pages, beneath }) => ({
      href: pages[0]!.href,
      label,
      count: pages.reduce((sum, { count }) => sum + (count ?? 0), 0),
      beneath,
    })),
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
      tabs: section && section.pages.length > 1 ? section : undefined,
      searched: url.pathname === '/kantor/cari' ? (url.searchParams.get('q') ?? '') : '',
      helpHref: helpAddress(url.pathname),
    },
  };
};
