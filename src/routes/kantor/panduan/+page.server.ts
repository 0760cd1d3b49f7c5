import { helpPages } from './help-pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
  pages: helpPages.map(({ slug, title, lead }) => ({
    href: `/kantor/panduan/${slug}`,
    label: title,
    hint: lead,
  })),
});
