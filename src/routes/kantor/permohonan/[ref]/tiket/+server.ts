import { printTicket } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireReference } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params, url }) => {
  const reference = requireReference(params.ref);
  const pdf = await withVillage(village.id, (tx) =>
    printTicket(tx, village, visitor, { reference, origin: url.origin }),
  );
  return fileResponse(pdf, 'application/pdf');
};
