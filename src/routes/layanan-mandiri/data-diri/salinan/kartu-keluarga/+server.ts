import { copyFamilyCard } from '#lib/server/take-copies.ts';
import { copyResponse } from '#lib/server/web/copy-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { village, visitor } }) =>
  copyResponse('salinan-kartu-keluarga.pdf', () => copyFamilyCard(village, visitor));
