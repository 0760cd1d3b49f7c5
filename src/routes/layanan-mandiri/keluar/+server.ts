import { redirect } from '@sveltejs/kit';
import { callerOf, signOut } from '#lib/server/access/index.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await signOut(callerOf(event), event.locals.visitor, 'resident');
  redirect(303, '/layanan-mandiri/masuk?keluar=1');
};
