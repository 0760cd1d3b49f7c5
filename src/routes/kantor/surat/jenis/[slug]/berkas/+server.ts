import { takeOutType } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params: { slug } }) => {
  const source = await withVillage(village.id, (tx) => takeOutType(tx, village.id, visitor, slug));
  return fileResponse(Buffer.from(source), 'text/markdown; charset=utf-8', `${slug}.md`);
};
