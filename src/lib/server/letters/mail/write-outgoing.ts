import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, storeFile, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { allotNumber } from '../numbering/allot-number.ts';
import { updateNumber } from '../numbering/number-store.ts';
import { officeCode } from '../numbering/office-code.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { addScans, keepMailFiles } from './mail-files.ts';
import { readDelivery, readOutgoing, requireWords } from './mail-input.ts';
import {
  findOutgoing,
  findOutgoingLocked,
  insertDelivery,
  insertOutgoing,
  markVoid,
} from './outgoing-store.ts';

/** @throws Refusal 'not-found' */
export async function getOutgoing(tx: VillageTx, id: string) {
  const mail = await findOutgoing(tx, id);
  if (!mail) throw new Refusal('not-found', 'Surat keluar ini tidak ditemukan.');
  return mail;
}

/** Locked, and not void. @throws Refusal 'not-found', 'conflict' */
async function getStanding(tx: VillageTx, id: string) {
  const mail = await findOutgoingLocked(tx, id);
  if (!mail) throw new Refusal('not-found', 'Surat keluar ini tidak ditemukan.');
  if (mail.voided_at)
    throw new Refusal('conflict', 'Nomor surat ini sudah dibatalkan, jadi tidak bisa dipakai.');
  return mail;
}

/**
 * Gives a letter that the office writes itself its number, the next of the village's counter.
 * @param typed klasifikasi, tujuan, perihal, penanda, catatan
 * @returns its id and number
 * @throws Refusal 'invalid' with a sentence for each field
 */
export async function numberOutgoing(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Readonly<Record<string, string>>,
  scans: readonly CleanUpload[],
): Promise<{ id: string; number: string }> {
  requireOfficer(visitor, 'mail.register');
  const data = readOutgoing(typed);
  const { date, ...place } = await allotNumber(tx, village, {
    usedFor: 'office',
    classification: data.klasifikasi,
    typeCode: officeCode,
    subject: data.perihal,
    by: visitor.staffId,
  });
  const id = await insertOutgoing(tx, {
    village_id: village.id,
    ...place,
    classification: data.klasifikasi,
    mail_date: date,
    recipient: data.tujuan,
    subject: data.perihal,
    signer: data.penanda,
    note: data.catatan,
    registered_by: visitor.staffId,
    registered_at: now(),
  });
  await keepMailFiles(tx, village, visitor, { outgoing_id: id }, scans);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.number-outgoing',
    subjectKind: 'outgoing-mail',
    subjectId: id,
    details: { number: place.number },
  });
  return { id, number: place.number };
}

/** Adds scans to a letter that the office wrote. @throws Refusal as addScans */
export async function addOutgoingScans(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  scans: readonly CleanUpload[],
): Promise<void> {
  requireOfficer(visitor, 'mail.register');
  const { number } = await getOutgoing(tx, id);
  await addScans(tx, village, visitor, { kind: 'outgoing-mail', id, number }, scans);
}

/**
 * Notes in the delivery book to whom a letter was sent and who took it. One letter may go to many.
 * @param typed dikirim, kepada, cara, penerima
 * @param receipt a picture of the signed receipt
 * @throws Refusal 'invalid' with a sentence for each field, 'conflict' for a void number
 */
export async function recordDelivery(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; typed: Readonly<Record<string, string>>; receipt?: CleanUpload },
): Promise<void> {
  requireOfficer(visitor, 'mail.register');
  const mail = await getStanding(tx, input.id);
  const data = readDelivery(input.typed, today(village));
  const receipt =
    input.receipt &&
    (await storeFile(tx, village.id, input.receipt.bytes, input.receipt.mediaType));
  await insertDelivery(tx, {
    village_id: village.id,
    mail_id: mail.id,
    sent_on: data.dikirim,
    recipient: data.kepada,
    way: data.cara,
    received_by: data.penerima,
    receipt_file_id: receipt?.id ?? null,
    recorded_by: visitor.staffId,
    recorded_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.send-outgoing',
    subjectKind: 'outgoing-mail',
    subjectId: mail.id,
    details: { number: mail.number, to: [data.kepada] },
  });
}

/**
 * Voids a letter that the office wrote: the number stays in the agenda, with the reason.
 * @throws Refusal 'invalid' without a reason, 'conflict' for one that is void already
 */
export async function voidOutgoing(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'mail.register');
  const mail = await getStanding(tx, input.id);
  const reason = requireWords(
    input.reason,
    'alasan',
    'Tulis alasan pembatalan dengan jelas, 5 sampai 600 huruf.',
  );
  await markVoid(tx, mail.id, { at: now(), by: visitor.staffId, reason });
  const { counter, year, sequence, suffix } = mail;
  await updateNumber(
    tx,
    { counter, year, sequence, suffix },
    { state: 'void', void_reason: reason, used_for: null, number: null },
  );
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.void-outgoing',
    subjectKind: 'outgoing-mail',
    subjectId: mail.id,
    details: { number: mail.number, reason },
  });
}
