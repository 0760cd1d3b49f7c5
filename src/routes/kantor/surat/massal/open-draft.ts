import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { openLetterBatch, type OpenedLetterBatch } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';

/** A list that may still be changed; one that was handed on leads to its own page. */
export async function openDraft({
  locals: { village, visitor },
  params,
}: Pick<RequestEvent, 'locals' | 'params'>): Promise<OpenedLetterBatch> {
  const batch = await withVillage(village.id, (tx) =>
    openLetterBatch(tx, village, visitor, requireId(params.id), { filter: 'all', page: 1 }),
  );
  if (batch.state !== 'draft') redirect(303, `/kantor/surat/massal/${batch.id}`);
  if (!batch.mayEdit) throw new Refusal('forbidden', 'Peran Anda tidak berwenang untuk ini.');
  return batch;
}
