import type { Capability } from '#lib/domain/roles.ts';

/** A page of the office that has a place in its navigation. */
interface SectionPage {
  href: string;
  label: string;
  needs: Capability;
}

/** Pages that belong together: one entry of the navigation, tabs on each page. */
interface Section {
  label: string;
  pages: readonly SectionPage[];
}

const sections: readonly Section[] = [
  {
    label: 'Penduduk',
    pages: [
      { href: '/kantor/penduduk', label: 'Warga', needs: 'residents.read' },
      { href: '/kantor/peristiwa', label: 'Peristiwa', needs: 'residents.read' },
    ],
  },
  {
    label: 'Impor dan ekspor',
    pages: [
      { href: '/kantor/impor', label: 'Impor penduduk', needs: 'residents.import' },
      { href: '/kantor/ekspor', label: 'Ekspor penduduk', needs: 'residents.export' },
    ],
  },
  {
    label: 'Akun warga',
    pages: [{ href: '/kantor/akun-warga', label: 'Akun', needs: 'accounts.manage' }],
  },
];

/** The sections that an officer may enter, each with the pages that they may open. */
export function sectionsFor(can: (capability: Capability) => boolean) {
  return sections
    .map(({ label, pages }) => ({ label, pages: pages.filter(({ needs }) => can(needs)) }))
    .filter(({ pages }) => pages.length > 0);
}
