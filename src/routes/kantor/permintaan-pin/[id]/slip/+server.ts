import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { grantPinRequest } from '#lib/server/access/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { slipResponse } from '#lib/server/web/slip-response.ts';
import type { RequestHandler } from './$types';

/** Grants a request and answers with the slip of the PIN that was made. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const page = new URL(`/kantor/permintaan-pin/${id}`, url);
  const form = await request.formData();
  const chosen = String(form.get('warga') ?? '');
  try {
    const issued = await grantPinRequest(village.id, visitor, {
      id,
      residentId: chosen,
      checked: form.get('cocok') === 'ya',
      issueKey: String(form.get('kunci')),
    });
    return slipResponse(village, issued, url.origin);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === 'proof-needed') redirect(303, proofAddress(page));
    if (error.kind === 'invalid') {
      const missing = chosen ? 'centang' : 'warga';
      redirect(303, `${page.pathname}?kurang=${missing}`);
    }
    throw error;
  }
};
