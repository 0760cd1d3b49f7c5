import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { takeMyData } from '#lib/server/take-my-data.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor } }) => {
  try {
    const text = await takeMyData(village, visitor);
    return fileResponse(Buffer.from(text), 'application/json', 'data-saya.json');
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'proof-needed')
      redirect(303, '/layanan-mandiri/data-diri/ambil');
    throw error;
  }
};
