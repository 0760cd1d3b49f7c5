import { drawSample } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const svg = await withVillage(village.id, (tx) =>
    drawSample(tx, village, visitor, requireId(params.id)),
  );
  return fileResponse(Buffer.from(svg), 'image/svg+xml');
};
