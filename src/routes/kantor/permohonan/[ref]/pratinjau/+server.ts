import { previewRequest } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireReference } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const svg = await withVillage(locals.village.id, (tx) =>
    previewRequest(tx, locals.village, locals.visitor, requireReference(params.ref)),
  );
  return fileResponse(Buffer.from(svg), 'image/svg+xml');
};
