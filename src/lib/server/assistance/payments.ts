import { z } from 'zod';
import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { formatRupiah } from '#lib/domain/money-words.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { actorColumns, recordEvent } from '#lib/server/audit/index.ts';
import {
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { takeRecipient } from './move-recipient.ts';
import { findPayments, insertPayment, voidPaymentRow } from './payment-store.ts';
import { getProgramme, getRecipient, holdRecipient, requireNotOwn, today } from './policy.ts';
import { findStages } from './programme-store.ts';
import { insertStep } from './recipient-store.ts';
import { tellRecipient } from './tell-recipient.ts';
import { day, readReason, readTyped, rupiah, words, type Typed } from './typed-form.ts';

const readPayment = (typed: Typed, today: string) =>
  readTyped(
    z.object({
      tahap: z.string().default('').pipe(z.string().min(1, 'Pilih tahapnya.')),
      tanggalSalur: day('Pilih tanggal penyaluran.').refine(
        (on) => on <= today,
        'Tanggal penyaluran tidak boleh sesudah hari ini.',
      ),
      jumlahSalur: rupiah('Tulis jumlah dalam rupiah, misalnya 300.000.'),
      catatanSalur: words(600, 'Tulis keterangan paling banyak 600 huruf.'),
    }),
    typed,
  );

/**
 * Enters that a stage was handed out to a recipient, or that it failed.
 * @param input.typed tahap, tanggalSalur, jumlahSalur (empty: the stage's), catatanSalur (why it failed)
 * @param input.proof a picture or PDF, already made anew
 * @throws Refusal 'conflict' when the stage was handed out already or the recipient is not active;
 *   'forbidden' for one's own family's; 'invalid' with a sentence for each field
 */
export async function recordPayment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; outcome: 'paid' | 'failed'; typed: Typed; proof?: CleanUpload | undefined },
): Promise<void> {
  const action = input.outcome === 'paid' ? 'pay' : 'fail';
  const { officer, row } = await takeRecipient(tx, visitor, input.id, action);
  const data = readPayment(input.typed, today(village));
  const programme = await getProgramme(tx, row.programme_id);
  const stages = (await findStages(tx, [programme.id])).get(programme.id) ?? [];
  const stage = stages.find(({ id }) => id === data.tahap);
  if (!stage) throw new Refusal('invalid', 'Pilih tahapnya.', { tahap: 'Pilih tahapnya.' });
  const before = await findPayments(tx, [row.id]);
  if (before.some((p) => p.stage_id === stage.id && p.outcome === 'paid' && !p.voided_at))
    throw new Refusal('conflict', `${stage.name} sudah tercatat tersalur untuk penerima ini.`);
  const failed = input.outcome === 'failed';
  const note = failed
    ? readReason(
        data.catatanSalur,
        'catatanSalur',
        'Tulis mengapa gagal disalurkan, 10 sampai 600 huruf.',
      )
    : data.catatanSalur;
  const amount = failed ? null : (data.jumlahSalur ?? stage.amount ?? programme.amount);
  const file =
    input.proof && (await storeFile(tx, village.id, input.proof.bytes, input.proof.mediaType));
  const at = now();
  await insertPayment(tx, {
    village_id: village.id,
    recipient_id: row.id,
    stage_id: stage.id,
    outcome: input.outcome,
    on_day: data.tanggalSalur,
    amount,
    note,
    file_id: file?.id ?? null,
    file_name: input.proof?.name ?? null,
    recorded_by: officer.staffId,
    recorded_at: at,
  });
  const sum = amount === null ? '' : `, ${formatRupiah(amount)}`;
  await insertStep(tx, {
    village_id: village.id,
    recipient_id: row.id,
    at,
    action,
    state: row.state,
    by_name: actorColumns(officer).actor_name,
    said: failed
      ? `${stage.name}: ${note}`
      : `${stage.name}, ${formatDateLong(data.tanggalSalur)}${sum}`,
  });
  await recordEvent(tx, village.id, officer, {
    action: failed ? 'aid.fail' : 'aid.pay',
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name, stage: stage.name },
  });
  await tellRecipient(
    tx,
    village,
    row,
    failed
      ? `gagal disalurkan (${stage.name}). Buka untuk membaca sebabnya.`
      : `sudah disalurkan (${stage.name}). Bila Anda belum menerimanya, hubungi kantor desa.`,
  );
}

/**
 * Says that an entry was a mistake. It stays to be read, and the stage can be entered anew.
 * @throws Refusal 'not-found'; 'conflict' when it was said already
 */
export async function voidPayment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; paymentId: string; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'aid.manage');
  const row = await holdRecipient(tx, input.id);
  await requireNotOwn(tx, visitor, { residentIds: [row.resident_id], familyId: row.family_id });
  const payment = (await findPayments(tx, [row.id])).find(({ id }) => id === input.paymentId);
  if (!payment) throw new Refusal('not-found', 'Catatan penyaluran ini tidak ada.');
  if (payment.voided_at) throw new Refusal('conflict', 'Catatan ini sudah dibatalkan.');
  const reason = readReason(
    input.reason,
    'alasanBatal',
    'Tulis mengapa catatan ini keliru, 10 sampai 600 huruf.',
  );
  const at = now();
  await voidPaymentRow(tx, payment.id, { void_reason: reason, voided_at: at });
  await insertStep(tx, {
    village_id: village.id,
    recipient_id: row.id,
    at,
    action: 'void',
    state: row.state,
    by_name: actorColumns(visitor).actor_name,
    said: `${payment.stage_name}: ${reason}`,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.void-payment',
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name, stage: payment.stage_name, reason },
  });
  await tellRecipient(tx, village, row, `(${payment.stage_name}): catatan penyaluran diperbaiki.`);
}

/** The proof of an entry. Recorded. @throws Refusal 'not-found' */
export async function openPaymentProof(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; paymentId: string },
) {
  requireOfficer(visitor, 'aid.read');
  const row = await getRecipient(tx, input.id);
  const payment = (await findPayments(tx, [row.id])).find(({ id }) => id === input.paymentId);
  if (!payment?.file_id)
    throw new Refusal('not-found', 'Bukti ini tidak ada, atau lewat masa simpannya.');
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-proof',
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name, stage: payment.stage_name },
  });
  return readStoredFile(tx, village.id, payment.file_id);
}
