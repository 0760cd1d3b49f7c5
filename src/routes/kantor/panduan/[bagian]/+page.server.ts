import { error } from '@sveltejs/kit';
import { helpPages } from '../help-pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
  const at = helpPages.findIndex(({ slug }) => slug === params.bagian);
  const page = helpPages[at];
  if (!page) error(404, 'Bagian panduan ini tidak ada.');
  const next = helpPages[at + 1];
  return {
    page: { title: page.title, lead: page.lead, parts: page.parts },
    next: next && { href: `/kantor/panduan/${next.slug}`, title: next.title },
  };
};
