import { Refusal } from '#lib/domain/refusal.ts';
import { may, type StaffRole } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { getIncomingLocked } from './get-incoming.ts';
import {
  findDispositions,
  findOfficersAtWork,
  insertDispositions,
  insertFollowUp,
  updateIncomingState,
} from './incoming-store.ts';
import { readDisposition, requireWords } from './mail-input.ts';

/** An officer whom a letter can be given to. */
export interface MailOfficer {
  id: string;
  name: string;
  position: string | null;
}

/** Officers at work who may follow letters up. */
export async function findMailOfficers(tx: VillageTx): Promise<MailOfficer[]> {
  return (await findOfficersAtWork(tx))
    .filter(({ roles }) => may(roles as StaffRole[], 'mail.follow-up'))
    .map(({ id, name, position }) => ({ id, name, position }));
}

/**
 * The disposition: gives a letter that came in to officers, with what to do and until when. May be
 * given to more later, also after it was done.
 * @throws Refusal 'invalid' without an officer or an order, 'conflict' for one who has it already
 */
export async function disposeMail(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; officers: readonly string[]; typed: Readonly<Record<string, string>> },
): Promise<void> {
  requireOfficer(visitor, 'mail.dispose');
  const mail = await getIncomingLocked(tx, input.id);
  const data = readDisposition(input.typed, today(village));
  const known = await findMailOfficers(tx);
  const chosen = known.filter(({ id }) => input.officers.includes(id));
  if (chosen.length === 0) {
    const message = 'Pilih siapa yang menindaklanjuti surat ini.';
    throw new Refusal('invalid', message, { petugas: message });
  }
  const holding = (await findDispositions(tx, mail.id)).filter(({ done_at }) => !done_at);
  const twice = chosen.find(({ id }) => holding.some(({ given_to }) => given_to === id));
  if (twice) {
    const message = `Surat ini sudah ada pada ${twice.name}. Pilih petugas lain.`;
    throw new Refusal('conflict', message, { petugas: message });
  }
  const at = now();
  await insertDispositions(
    tx,
    chosen.map(({ id }) => ({
      village_id: village.id,
      mail_id: mail.id,
      given_by: visitor.staffId,
      given_to: id,
      instruction: data.perintah,
      due_on: data.batas,
      given_at: at,
    })),
  );
  await updateIncomingState(tx, mail.id, { state: 'under-way', done_at: null, done_by: null });
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.give',
    subjectKind: 'incoming-mail',
    subjectId: mail.id,
    details: {
      number: String(mail.sequence),
      to: chosen.map(({ name }) => name),
      reason: data.perintah,
    },
  });
}

/**
 * Closes a letter that nobody needs to do anything about, with a word why.
 * @throws Refusal 'conflict' for one that is not waiting, 'invalid' without the word
 */
export async function closeMail(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; note: string },
): Promise<void> {
  requireOfficer(visitor, 'mail.dispose');
  const mail = await getIncomingLocked(tx, input.id);
  if (mail.state !== 'waiting')
    throw new Refusal('conflict', 'Surat ini sudah didisposisi. Muat ulang halaman.');
  const note = requireWords(
    input.note,
    'catatanArsip',
    'Tulis mengapa cukup diarsipkan, 3 sampai 600 huruf, misalnya: untuk diketahui.',
    3,
  );
  const at = now();
  await insertFollowUp(tx, {
    village_id: village.id,
    mail_id: mail.id,
    at,
    staff_id: visitor.staffId,
    text: note,
  });
  await updateIncomingState(tx, mail.id, { state: 'done', done_at: at, done_by: visitor.staffId });
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.close',
    subjectKind: 'incoming-mail',
    subjectId: mail.id,
    details: { number: String(mail.sequence), reason: note },
  });
}
