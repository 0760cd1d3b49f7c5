import type { TypedLook } from '#lib/domain/letter-look-form.ts';
import { drawLook } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import type { RequestEvent, RequestHandler } from './$types';

async function draw({ locals: { village, visitor } }: RequestEvent, typed?: TypedLook) {
  const svg = await withVillage(village.id, (tx) => drawLook(tx, village, visitor, typed));
  return fileResponse(Buffer.from(svg), 'image/svg+xml');
}

export const GET: RequestHandler = (event) => draw(event);

/** As the form stands, unsaved. */
export const POST: RequestHandler = async (event) =>
  draw(event, typedValues(await event.request.formData()));
