import { redirect } from '@sveltejs/kit';
import { callerOf, signOut } from '#lib/server/access/index.ts';
import { doorAfterLeaving } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { visitor } = event.locals;
  await signOut(callerOf(event), visitor, 'resident');
  redirect(303, doorAfterLeaving(visitor));
};
