import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { fetchSlips } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** The document of a batch's slips, handed out once. */
export const POST: RequestHandler = async ({ locals, params, url }) => {
  const id = requireId(params.id);
  try {
    const content = await withVillage(locals.village.id, (tx) =>
      fetchSlips(tx, locals.village.id, locals.visitor, id),
    );
    return fileResponse(content, 'application/pdf');
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'proof-needed')
      redirect(303, proofAddress(new URL(`/kantor/pin/${id}`, url)));
    throw error;
  }
};
