import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { allotIncomingNumber } from '../numbering/allot-number.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { getIncoming } from './get-incoming.ts';
import { insertIncoming } from './incoming-store.ts';
import { addScans, keepMailFiles } from './mail-files.ts';
import { readIncoming } from './mail-input.ts';

/**
 * Enters a letter that came in, with its scans; from now on it waits for a disposition.
 * @param typed diterima, pengirim, nomor, tanggal, perihal, klasifikasi, catatan
 * @returns its id
 * @throws Refusal 'invalid' with a sentence for each field
 */
export async function registerIncoming(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Readonly<Record<string, string>>,
  scans: readonly CleanUpload[],
): Promise<string> {
  requireOfficer(visitor, 'mail.register');
  const data = readIncoming(typed, today(village));
  const { counter, year, sequence } = await allotIncomingNumber(tx, village, {
    subject: data.perihal,
    by: visitor.staffId,
  });
  const id = await insertIncoming(tx, {
    village_id: village.id,
    counter,
    year,
    sequence,
    received_on: data.diterima,
    sender: data.pengirim,
    their_number: data.nomor,
    their_date: data.tanggal,
    subject: data.perihal,
    classification: data.klasifikasi,
    note: data.catatan,
    registered_by: visitor.staffId,
    registered_at: now(),
  });
  await keepMailFiles(tx, village, visitor, { incoming_id: id }, scans);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.register-incoming',
    subjectKind: 'incoming-mail',
    subjectId: id,
    details: { number: String(sequence), sender: data.pengirim },
  });
  return id;
}

/** Adds scans to a letter that came in. @throws Refusal as addScans */
export async function addIncomingScans(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  scans: readonly CleanUpload[],
): Promise<void> {
  requireOfficer(visitor, 'mail.register');
  const { sequence } = await getIncoming(tx, id);
  await addScans(tx, village, visitor, { kind: 'incoming-mail', id, number: `${sequence}` }, scans);
}
