import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { typeOf } from '../request-context.ts';
import { findAttachments, removeAttachmentRow, type RequestRow } from '../store.ts';
import { deleteReliedOn, findReliedOn, setNewerWanted } from './paper-store.ts';

/**
 * The office wants newer papers than those that a request used again: they are taken out of it, and
 * are not offered for it any more. The caller moves the request in the same transaction.
 * @param keys of requirements; those that used nothing again are passed over
 * @returns a sentence for the applicant, empty when nothing was taken out
 */
export async function wantNewer(
  tx: VillageTx,
  request: RequestRow,
  keys: readonly string[],
): Promise<string> {
  const reused = (await findAttachments(tx, request.id)).filter(
    (one) => one.reused_from !== null && keys.includes(one.requirement),
  );
  const relied = (await findReliedOn(tx, request.id)).filter((one) =>
    keys.includes(one.requirement),
  );
  const taken = new Set([...reused, ...relied].map((one) => one.requirement));
  if (taken.size === 0) return '';
  for (const { id } of reused) await removeAttachmentRow(tx, id, now());
  await deleteReliedOn(tx, request.id, { requirements: [...taken] });
  await setNewerWanted(tx, request.id, [...new Set([...request.newer_wanted, ...taken])]);
  const labels = typeOf(request).requirements.filter(({ key }) => taken.has(key));
  return `Lampirkan ${labels.map(({ label }) => label).join(', ')} yang baru.`;
}
