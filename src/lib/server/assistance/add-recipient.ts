import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { Actor, Visitor } from '#lib/domain/visitor.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import { actorColumns, recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireBond } from './bind-recipient.ts';
import { getOpenProgramme, getRecipient, requireNotOwn, today } from './policy.ts';
import { readCard, readDecision } from './recipient-input.ts';
import { insertRecipient, insertStep, type Bond } from './recipient-store.ts';
import { tellRecipient } from './tell-recipient.ts';
import type { Typed } from './typed-form.ts';

/** How somebody comes into a programme. */
interface Entry {
  bond: Bond;
  card: ReturnType<typeof readCard>;
  /** Decided elsewhere already (PKH, BPNT): active at once. Else proposed, for the village to decide. */
  decision: ReturnType<typeof readDecision> | null;
}

/** Writes a recipient down with the first step of their history, and tells them. @returns the id */
export async function enterRecipient(
  tx: VillageTx,
  village: VillageContext,
  actor: Actor,
  programme: { id: string; name: string },
  { bond, card, decision }: Entry,
): Promise<string> {
  const at = now();
  const state = decision ? 'active' : 'proposed';
  const id = await insertRecipient(tx, {
    village_id: village.id,
    programme_id: programme.id,
    resident_id: bond.residentId,
    family_id: bond.familyId,
    household_id: bond.householdId,
    group_name: bond.groupName,
    state,
    ...card,
    ...decision,
    created_at: at,
    updated_at: at,
  });
  await insertStep(tx, {
    village_id: village.id,
    recipient_id: id,
    at,
    action: decision ? 'enter' : 'propose',
    state,
    by_name: actorColumns(actor).actor_name,
    said: decision ? `${decision.decision}, ${formatDateLong(decision.decided_on)}` : '',
  });
  await recordEvent(tx, village.id, actor, {
    action: decision ? 'aid.enter-recipient' : 'aid.propose-recipient',
    subjectKind: 'aid-recipient',
    subjectId: id,
    residentId: bond.residentId,
    details: { programme: programme.name },
  });
  await tellRecipient(
    tx,
    village,
    await getRecipient(tx, id),
    decision
      ? 'tercatat di desa. Buka untuk melihat jadwalnya.'
      : 'diusulkan. Petugas desa memeriksa datanya dulu.',
  );
  return id;
}

/**
 * Puts somebody of the register into a programme: proposed for the village to decide, or active at
 * once where it was decided elsewhere.
 * @param typed kartu, desil, tanggalDesil, kelompok; masuk ('usulan' or 'aktif'); keputusan, tanggalKeputusan
 * @returns the recipient's id
 * @throws Refusal 'forbidden' for one's own family's; 'conflict' where they are in it already;
 *   'invalid' with a sentence for each field
 */
export async function addRecipient(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; residentId: string; typed: Typed },
): Promise<string> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getOpenProgramme(tx, input.programmeId);
  const { typed } = input;
  const on = today(village);
  const group = typedLine(typed.kelompok ?? '').slice(0, 120);
  const { bond } = await requireBond(tx, programme, input.residentId, group);
  await requireNotOwn(tx, visitor, { residentIds: [bond.residentId], familyId: bond.familyId });
  const card = readCard(typed, on);
  const decision = typed.masuk === 'aktif' ? readDecision(typed, on) : null;
  return enterRecipient(tx, village, visitor, programme, { bond, card, decision });
}
