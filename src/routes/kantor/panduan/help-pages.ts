import { letterHelp } from './help-letters.ts';
import type { HelpPage } from './help-page.ts';
import { peopleHelp } from './help-people.ts';
import { villageHelp } from './help-village.ts';

/** The office's guide, in the order of its contents. */
export const helpPages: readonly HelpPage[] = [...villageHelp, ...letterHelp, ...peopleHelp].sort(
  (one, other) => order(one) - order(other),
);

function order({ slug }: HelpPage): number {
  const first = ['beranda', 'permohonan', 'tanda-tangan', 'loket', 'surat', 'pengaduan'];
  const at = first.indexOf(slug);
  return at < 0 ? first.length : at;
}

/** Where the guide helps with a page of the office; its contents where no page is about it alone. */
export function helpAddress(pathname: string): string {
  const reach = ({ covers }: HelpPage) =>
    Math.max(
      0,
      ...covers
        .filter((path) => pathname === path || pathname.startsWith(`${path}/`))
        .map((path) => path.length),
    );
  const best = helpPages.toSorted((one, other) => reach(other) - reach(one))[0]!;
  if (pathname === '/kantor') return '/kantor/panduan/beranda';
  return reach(best) > 0 ? `/kantor/panduan/${best.slug}` : '/kantor/panduan';
}
