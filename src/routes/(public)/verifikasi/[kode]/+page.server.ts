import { redirect } from '@sveltejs/kit';
import { readVerificationCode } from '#lib/domain/verification-code.ts';
import { verifyByCode } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { describeVerified } from '#lib/server/web/verified.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  const code = readVerificationCode(params.kode);
  if (code && code !== params.kode) redirect(303, `/verifikasi/${code}`);
  setHeaders({ 'cache-control': 'no-store' });
  const letter = code
    ? await withVillage(locals.village.id, (tx) => verifyByCode(tx, locals.village, code))
    : undefined;
  return { letter: letter ? describeVerified(letter, locals.village.timeZone) : null };
};
