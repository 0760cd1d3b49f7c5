import { requireOfficer } from '#lib/domain/authority.ts';
import type { Draft } from '#lib/domain/letter-edit.ts';
import type { EditorPart } from '#lib/domain/letter-mistake-words.ts';
import { writeLetterSource } from '#lib/domain/letter-source.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { evenSource, judge, openRow, sourceInForce } from './open-type.ts';
import { deleteType, findTypeRow, lockType, updateType } from './type-store.ts';

/**
 * Changes a letter type's draft by one of the editor's operations (domain/edit-letter-….ts). What is
 * offered to residents stays as it is until somebody publishes. A draft may have mistakes in what it
 * says, but every key has its shape, so that it can always be opened and drawn.
 *
 * @param since the moment of the change that the form was filled from, as it was given to the page
 * @throws Refusal 'invalid' with messages by field name where a key has not; 'conflict' where somebody
 *   else changed the draft meanwhile
 */
export async function editType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { slug, part, since }: { slug: string; part: EditorPart; since?: string },
  change: (draft: Draft) => Draft,
): Promise<void> {
  requireOfficer(visitor, 'letter-types.edit');
  openRow(slug, await findTypeRow(tx, slug));
  await lockType(tx, villageId, slug);
  const row = await findTypeRow(tx, slug);
  const last = row?.draft_at?.toISOString() ?? '';
  if (since !== undefined && since !== last && row?.draft_by && row.draft_by !== visitor.staffId)
    throw new Refusal(
      'conflict',
      'Petugas lain mengubah surat ini setelah Anda membukanya. Salin tulisan Anda, muat ulang halamannya, lalu ulangi.',
    );
  const changed = change(openRow(slug, row).draft);
  const { type, mistakes } = judge(changed, slug);
  if (!type) {
    const fields = Object.fromEntries(mistakes.map(({ field, message }) => [field ?? '', message]));
    throw new Refusal('invalid', mistakes[0]?.message ?? 'Periksa isiannya.', fields);
  }
  const written = writeLetterSource(changed);
  const inForce = sourceInForce(slug, row);
  const same = inForce !== undefined && evenSource(inForce) === written;
  await updateType(
    tx,
    slug,
    same
      ? { draft: null, draft_at: null, draft_by: null }
      : { draft: written, draft_at: now(), draft_by: visitor.staffId },
  );
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.change-type',
    details: { type: type.name, part },
  });
}

/** Drops the change under way; a type that was never published is gone with it. */
export async function discardDraft(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  slug: string,
): Promise<{ gone: boolean }> {
  requireOfficer(visitor, 'letter-types.edit');
  const row = await findTypeRow(tx, slug);
  if (!row?.draft) return { gone: false };
  const { type } = openRow(slug, row);
  const gone = sourceInForce(slug, row) === undefined;
  if (gone) await deleteType(tx, slug);
  else await updateType(tx, slug, { draft: null, draft_at: null, draft_by: null });
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.discard-type',
    details: { type: type.name },
  });
  return { gone };
}
