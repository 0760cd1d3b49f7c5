import { copyBiodata } from '#lib/server/take-copies.ts';
import { copyResponse } from '#lib/server/web/copy-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { village, visitor }, params }) =>
  copyResponse('salinan-biodata.pdf', () => copyBiodata(village, visitor, requireId(params.id)));
