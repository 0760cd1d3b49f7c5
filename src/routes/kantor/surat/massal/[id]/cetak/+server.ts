import { Readable } from 'node:stream';
import { printBatch } from '#lib/server/letters/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params, url }) => {
  const { name, pdf } = await printBatch(village, visitor, {
    batchId: requireId(params.id),
    bothSides: url.searchParams.has('bolak-balik'),
  });
  return new Response(Readable.toWeb(Readable.from(pdf)) as ReadableStream, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
};
