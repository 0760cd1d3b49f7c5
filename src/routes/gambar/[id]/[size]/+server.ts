import { error } from '@sveltejs/kit';
import { isPictureSize, openPicture } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** A picture of an article. It never changes under its address; it can be deleted, so it is kept for a day. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const { size } = params;
  if (!isPictureSize(size)) error(404, 'Gambar ini tidak ada.');
  const picture = await withVillage(village.id, (tx) =>
    openPicture(tx, village, visitor, { id: requireId(params.id), size }),
  );
  return new Response(new Uint8Array(picture.content), {
    headers: {
      'content-type': picture.mediaType,
      'content-length': String(picture.bytes),
      'cache-control': picture.shown ? 'public, max-age=86400' : 'private, no-store',
      // Other sites may show the card of a shared link.
      'cross-origin-resource-policy': size === 'kartu' ? 'cross-origin' : 'same-origin',
    },
  });
};
