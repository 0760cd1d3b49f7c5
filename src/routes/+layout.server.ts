import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  village: locals.village,
  visitor: locals.visitor,
});
