import { withVillage } from '#lib/server/platform/index.ts';
import { readOfficialPhoto } from '#lib/server/villages/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** An official's portrait; linked with its file's id, so that a new one is a new address. */
export const GET: RequestHandler = async ({ locals: { village }, params, url }) => {
  const file = await withVillage(village.id, (tx) =>
    readOfficialPhoto(tx, village, requireId(params.id)),
  );
  const known = url.searchParams.get('v') === file.id;
  return new Response(new Uint8Array(file.content), {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.bytes),
      'cache-control': known ? 'public, max-age=86400' : 'no-cache',
    },
  });
};
