import { openAttachment } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId, requireReference } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await withVillage(locals.village.id, (tx) =>
    openAttachment(tx, locals.village, locals.visitor, {
      reference: requireReference(params.ref),
      attachmentId: requireId(params.berkas),
    }),
  );
  return fileResponse(file.content, file.mediaType);
};
