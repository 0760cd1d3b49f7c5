import { redirect } from '@sveltejs/kit';
import { getOwnRequest } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireReference } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const reference = requireReference(params.ref);
  const own = await withVillage(locals.village.id, (tx) =>
    getOwnRequest(tx, locals.village, locals.visitor, { reference }),
  );
  if (!own.actions.includes('cancel')) redirect(303, `/layanan-mandiri/riwayat/${reference}`);
  return { reference, typeName: own.type.name };
};
