import { openPaymentProof } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const input = { id: requireId(params.penerima), paymentId: requireId(params.catatan) };
  const file = await withVillage(village.id, (tx) => openPaymentProof(tx, village, visitor, input));
  return fileResponse(file.content, file.mediaType);
};
