import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { issuePin } from '#lib/server/access/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { slipResponse } from '#lib/server/web/slip-response.ts';
import type { RequestHandler } from './$types';

/** Makes a PIN and answers with its slip. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const form = await request.formData();
  try {
    const issued = await issuePin(village.id, visitor, id, String(form.get('kunci')));
    return slipResponse(village, issued, url.origin);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'proof-needed')
      redirect(303, proofAddress(new URL(`/kantor/akun-warga/${id}`, url)));
    throw error;
  }
};
