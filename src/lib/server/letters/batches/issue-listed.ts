import type { VillageTx } from '#lib/server/platform/index.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { approveAs } from '../approve-request.ts';
import { typeOf } from '../request-context.ts';
import type { ActingOfficer } from '../signers/acting.ts';
import { insertEvent, insertRequest } from '../store.ts';
import { freeReference } from '../submit-request.ts';
import type { BatchRow } from './batch-store.ts';
import { holdItem, updateItem } from './item-store.ts';
import { judgePeople } from './judge-list.ts';

/**
 * Makes the letter of one on a list: files their request with the journey of the list, and approves it.
 * All in this transaction, with the mark that it is made: a letter is never made twice.
 * @param outside signed through a service that asks the signer each time: it waits at the signing desk
 * @throws Refusal as approveRequest does
 */
export async function issueListed(
  tx: VillageTx,
  village: VillageContext,
  officer: ActingOfficer,
  batch: BatchRow,
  { residentId, outside }: { residentId: string; outside: boolean },
): Promise<void> {
  if (!(await holdItem(tx, batch.id, residentId))) return;
  // The register may have changed since the list was handed on.
  const [judged] = await judgePeople(tx, village, batch, [residentId], officer.residentId);
  if (judged?.reason) return updateItem(tx, batch.id, residentId, { left_out: judged.reason });
  const type = typeOf(batch);
  const at = now();
  const requestId = await insertRequest(tx, {
    village_id: village.id,
    type_slug: batch.type_slug,
    definition: JSON.stringify(batch.definition),
    applicant_id: residentId,
    subject_id: residentId,
    status: 'processing',
    chain_step: type.chain.length - 1,
    reference: await freeReference(tx, type.code),
    answers: JSON.stringify(batch.answers),
    seen_requirements: batch.seen_requirements,
    filed_by: batch.prepared_by,
    sent_at: batch.filed_at,
    promised_on: batch.promised_on,
    created_at: at,
    updated_at: at,
  });
  await insertEvent(
    tx,
    batch.steps.map((step) => ({
      village_id: village.id,
      request_id: requestId,
      at: new Date(step.at),
      action: step.action,
      from_status: step.action === 'file' ? 'draft' : 'processing',
      to_status: 'processing',
      actor_kind: 'staff',
      actor_id: step.by,
      actor_role: step.position,
    })),
  );
  await updateItem(tx, batch.id, residentId, { request_id: requestId });
  if (!outside)
    await approveAs(tx, village, officer, { requestId, version: 1, origin: batch.origin! });
}
