import type { RequestEvent } from '@sveltejs/kit';
import { openOfferedFile } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from './file-response.ts';
import { requireId } from './require-id.ts';

/** A file that the village holds and offers for a draft: to look at it before it is chosen. */
export async function offeredFile({ locals: { village, visitor }, params }: RequestEvent) {
  const file = await withVillage(village.id, (tx) =>
    openOfferedFile(tx, village, visitor, {
      requestId: requireId(params.id ?? ''),
      fileId: requireId(params.berkas ?? ''),
    }),
  );
  return fileResponse(file.content, file.mediaType);
}
