import { json } from '@sveltejs/kit';
import { readDesk, stampOf } from '#lib/server/desk/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { deskWords } from '../desk-words.ts';
import type { RequestHandler } from './$types';

/** Whether the first page still stands as it was sent: 304, or in a few words what it says now. */
export const GET: RequestHandler = async ({ locals: { village, visitor } }) => {
  const desk = await readVillage(village.id, (tx) => readDesk(tx, village, visitor));
  return json({ words: deskWords(desk) }, { headers: { etag: `"${stampOf(desk)}"` } });
};
