import type { OfficeHours } from '../domain/office-hours.ts';

/** What the shells show of a village: its name, where it lies, how to reach its office. */
export interface VillageFace {
  /** 'Desa', 'Nagari', 'Gampong' … */
  kind: string;
  name: string;
  district: string;
  regency: string;
  province: string;
  timeZone: string;
  address: string;
  postalCode: string;
  phone: string;
  email: string;
  officeHours: OfficeHours;
  /** Own colour, '#rrggbb'; null keeps the house's green. */
  accent: string | null;
  /** The stored file of the village's logo; null draws its initials. */
  logoFileId: string | null;
}

/** A link of a shell's navigation. `count` draws attention to what is new. */
export interface NavItem {
  href: string;
  label: string;
  count?: number;
  /** Further pages for which the link stands. */
  beneath?: readonly string[];
  /** True when the page stands under this link. */
  current?: boolean;
}

export { villageTitle } from '../domain/village-names.ts';

/** 'Kec. Taliwang · Kab. Sumbawa Barat' */
export function villagePlace(village: Pick<VillageFace, 'district' | 'regency'>): string {
  const regency = village.regency.replace(/^Kabupaten /i, '');
  return `Kec. ${village.district.replace(/^Kecamatan /i, '')} · ${/^Kota /i.test(regency) ? regency : `Kab. ${regency}`}`;
}

/** 'Batu Putih' → 'BP': stands for a logo. At most two letters. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join('');
}

/** Whether `path` is the page `href` or lies beneath it. */
const isBeneath = (path: string, href: string): boolean =>
  path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`);

/** Marks the item under which `path` stands: the longest address that begins it. */
export function markCurrent(items: readonly NavItem[], path: string): NavItem[] {
  const reach = (item: NavItem) =>
    Math.max(
      0,
      ...[item.href, ...(item.beneath ?? [])]
        .filter((href) => isBeneath(path, href))
        .map((href) => href.length),
    );
  const furthest = Math.max(0, ...items.map(reach));
  return items.map((item) => ({ ...item, current: furthest > 0 && reach(item) === furthest }));
}
