import { withVillage } from '#lib/server/platform/index.ts';
import { printFamilyCard } from '#lib/server/population/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const { pdf } = await withVillage(village.id, (tx) =>
    printFamilyCard(tx, village, visitor, requireId(params.id)),
  );
  return fileResponse(Buffer.from(pdf), 'application/pdf');
};
