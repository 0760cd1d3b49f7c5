import { withVillage } from '#lib/server/platform/index.ts';
import { getOwnPicture } from '#lib/server/voices/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId, requireTicket } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village }, params }) => {
  const input = { reference: requireTicket(params.tiket), pictureId: requireId(params.foto) };
  const holder = { kind: 'ticket', code: params.kode } as const;
  const picture = await withVillage(village.id, (tx) =>
    getOwnPicture(tx, village.id, holder, input),
  );
  return fileResponse(picture.content, picture.mediaType);
};
