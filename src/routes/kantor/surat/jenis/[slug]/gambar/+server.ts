import { typedForm } from '#lib/domain/typed-form.ts';
import { previewType, type PreviewInput } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestEvent, RequestHandler } from './$types';

async function draw({ locals: { village, visitor } }: RequestEvent, input: PreviewInput) {
  const svg = await withVillage(village.id, (tx) => previewType(tx, village, visitor, input));
  return fileResponse(Buffer.from(svg), 'image/svg+xml');
}

/** The letter as its type is kept, with a resident's data where one is named. */
export const GET: RequestHandler = (event) => {
  const resident = event.url.searchParams.get('warga');
  return draw(event, {
    slug: event.params.slug,
    ...(resident !== null && { residentId: requireId(resident) }),
  });
};

/** The letter with the words that are being typed. */
export const POST: RequestHandler = async (event) =>
  draw(event, { slug: event.params.slug, typed: typedForm(await event.request.formData()) });
