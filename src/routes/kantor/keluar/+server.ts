import { redirect } from '@sveltejs/kit';
import { callerOf, signOut } from '#lib/server/access/index.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await signOut(callerOf(event), event.locals.visitor, 'staff');
  redirect(303, '/kantor/masuk?keluar=1');
};
