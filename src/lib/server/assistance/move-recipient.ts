import { requireOfficer } from '#lib/domain/authority.ts';
import {
  aidActions,
  aidStopKinds,
  moveAid,
  type AidAction,
  type AidStopKind,
} from '#lib/domain/aid-status.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { actorColumns, recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { alreadyThere } from './bind-recipient.ts';
import { holdRecipient, requireNotOwn, today } from './policy.ts';
import { readCard, readDecision } from './recipient-input.ts';
import { findHolder, insertStep, updateRecipient, type RecipientRow } from './recipient-store.ts';
import { tellRecipient } from './tell-recipient.ts';
import { readReason, type Typed } from './typed-form.ts';

/** Acts that change where a recipient stands; handing out is in payments.ts. */
type AidMove = Exclude<AidAction, 'pay' | 'fail'>;

const recorded: Record<AidMove, string> = {
  verify: 'aid.verify',
  'send-back': 'aid.send-back',
  decide: 'aid.decide-recipient',
  activate: 'aid.activate',
  refuse: 'aid.refuse',
  stop: 'aid.stop',
  resume: 'aid.resume',
  reopen: 'aid.reopen',
};

const isAction = (name: string): name is AidAction =>
  (aidActions as readonly string[]).includes(name);
const isMove = (name: string): name is AidMove => Object.hasOwn(recorded, name);

const told: Record<AidMove, string> = {
  verify: 'sudah diverifikasi. Menunggu keputusan musyawarah desa.',
  'send-back': 'diperiksa lagi oleh petugas desa.',
  decide: 'sudah ditetapkan. Anda diberi tahu sebelum disalurkan.',
  activate: 'sudah aktif. Buka untuk melihat jadwalnya.',
  refuse: 'tidak disetujui. Buka untuk membaca alasannya. Anda boleh menyanggah.',
  stop: 'dihentikan. Buka untuk membaca alasannya. Anda boleh menyanggah.',
  resume: 'dilanjutkan lagi.',
  reopen: 'diusulkan lagi. Petugas desa memeriksa datanya.',
};

/**
 * A recipient on whom this act can be done, held, for an officer who may do it.
 * @throws Refusal 'forbidden' for want of the capability or for one's own family's; 'conflict' where
 *   the state does not let it; 'not-found'
 */
export async function takeRecipient(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
  action: string,
): Promise<{
  officer: StaffVisitor;
  row: RecipientRow;
  to: NonNullable<ReturnType<typeof moveAid>>;
}> {
  requireOfficer(visitor, 'aid.read');
  const row = await holdRecipient(tx, id);
  const to = isAction(action) ? moveAid(row.state, action) : undefined;
  if (!to)
    throw new Refusal(
      'conflict',
      'Langkah ini tidak bisa dilakukan pada keadaan penerima sekarang. Periksa lagi.',
    );
  requireOfficer(visitor, to.needs);
  await requireNotOwn(tx, visitor, { residentIds: [row.resident_id], familyId: row.family_id });
  return { officer: visitor, row, to };
}

/**
 * Moves a recipient on, back, out or in again.
 * @param input.action one of AidMove
 * @param input.typed alasan and jenisHenti where the act needs a reason; keputusan, tanggalKeputusan to decide
 * @throws Refusal as takeRecipient; 'invalid' for what is missing
 */
export async function moveRecipient(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; action: string; typed: Typed },
): Promise<void> {
  const { action, typed } = input;
  const { officer, row, to } = await takeRecipient(tx, visitor, input.id, action);
  if (!isMove(action)) throw new Refusal('invalid', 'Pilih langkah yang akan dilakukan.');
  const reason =
    to.asks === 'reason'
      ? readReason(
          typed.alasan ?? '',
          'alasan',
          'Tulis alasannya, 10 sampai 600 huruf. Yang bersangkutan akan membacanya.',
        )
      : null;
  const decision = to.asks === 'decision' ? readDecision(typed, today(village)) : null;
  const stopKind = action === 'stop' ? readStopKind(typed.jenisHenti ?? '') : null;
  if (action === 'reopen' || action === 'resume') await requireFreePlace(tx, row);
  const at = now();
  await updateRecipient(tx, row.id, {
    state: to.to,
    ...decision,
    // What was said of a refusal or a stop stands until the next one.
    reason: to.to === 'refused' || to.to === 'stopped' ? reason : null,
    stop_kind: stopKind,
    updated_at: at,
  });
  const said = decision
    ? `${decision.decision}, ${formatDateLong(decision.decided_on)}`
    : [stopKind && aidStopKinds[stopKind], reason].filter(Boolean).join(': ');
  await insertStep(tx, {
    village_id: village.id,
    recipient_id: row.id,
    at,
    action,
    state: to.to,
    by_name: actorColumns(officer).actor_name,
    said,
  });
  await recordEvent(tx, village.id, officer, {
    action: recorded[action],
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name, ...(reason === null ? {} : { reason }) },
  });
  await tellRecipient(tx, village, row, told[action]);
}

function readStopKind(typed: string): AidStopKind {
  if (Object.hasOwn(aidStopKinds, typed)) return typed as AidStopKind;
  const message = 'Pilih mengapa bantuan dihentikan.';
  throw new Refusal('invalid', message, { jenisHenti: message });
}

/** Meanwhile the same person or family may have come in anew. */
async function requireFreePlace(tx: VillageTx, row: RecipientRow): Promise<void> {
  const bond = {
    residentId: row.resident_id,
    familyId: row.family_id,
    householdId: row.household_id,
    groupName: row.group_name,
  };
  if (await findHolder(tx, row.programme_id, bond))
    throw new Refusal('conflict', alreadyThere[row.target as keyof typeof alreadyThere]);
}

/** Changes card number and decile. @param typed kartu, desil, tanggalDesil */
export async function changeRecipient(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; typed: Typed },
): Promise<void> {
  requireOfficer(visitor, 'aid.manage');
  const row = await holdRecipient(tx, input.id);
  await requireNotOwn(tx, visitor, { residentIds: [row.resident_id], familyId: row.family_id });
  const card = readCard(input.typed, today(village));
  const at = now();
  await updateRecipient(tx, row.id, { ...card, updated_at: at });
  await insertStep(tx, {
    village_id: village.id,
    recipient_id: row.id,
    at,
    action: 'change',
    state: row.state,
    by_name: actorColumns(visitor).actor_name,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.change-recipient',
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name },
  });
}
