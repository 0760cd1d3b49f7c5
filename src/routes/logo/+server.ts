import { error } from '@sveltejs/kit';
import { readStoredFile, withVillage } from '#lib/server/platform/index.ts';
import type { RequestHandler } from './$types';

/** The village's logo; linked with its file's id in the address, so it never ages. */
export const GET: RequestHandler = async ({ locals, request, url }) => {
  const { village } = locals;
  const id = village?.logoFileId;
  if (!id) error(404, 'Desa ini belum memasang logo.');
  const headers = {
    etag: `"${id}"`,
    'cache-control':
      url.searchParams.get('v') === id ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  const file = await withVillage(village.id, (tx) => readStoredFile(tx, village.id, id));
  return new Response(new Uint8Array(file.content), {
    headers: { ...headers, 'content-type': file.mediaType },
  });
};
