import { stateAfter } from '#lib/domain/mail.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { getIncomingLocked } from './get-incoming.ts';
import {
  findDispositions,
  finishDisposition,
  insertFollowUp,
  updateIncomingState,
} from './incoming-store.ts';
import { requireWords } from './mail-input.ts';

/**
 * Notes what was done about a letter, by one of those it was given to; with `finished` their part is
 * done, and with the last part the letter.
 * @throws Refusal 'forbidden' for an officer who was not given it, 'invalid' without words
 */
export async function followUpMail(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; text: string; finished: boolean },
): Promise<void> {
  requireOfficer(visitor, 'mail.follow-up');
  const mail = await getIncomingLocked(tx, input.id);
  const dispositions = await findDispositions(tx, mail.id);
  const mine = dispositions.filter((d) => d.given_to === visitor.staffId && !d.done_at);
  if (mine.length === 0)
    throw new Refusal('forbidden', 'Surat ini tidak sedang menunggu tindak lanjut dari Anda.');
  const text = requireWords(
    input.text,
    'tindakLanjut',
    'Tulis apa yang sudah dilakukan, 5 sampai 600 huruf.',
  );
  const at = now();
  await insertFollowUp(tx, {
    village_id: village.id,
    mail_id: mail.id,
    disposition_id: mine[0]!.id,
    at,
    staff_id: visitor.staffId,
    text,
  });
  if (input.finished) {
    for (const { id } of mine) await finishDisposition(tx, id, at);
    const state = stateAfter(
      dispositions.map((d) => ({ done: d.done_at !== null || mine.includes(d) })),
    );
    const done = state === 'done';
    await updateIncomingState(tx, mail.id, {
      state,
      done_at: done ? at : null,
      done_by: done ? visitor.staffId : null,
    });
  }
  await recordEvent(tx, village.id, visitor, {
    action: input.finished ? 'mail.finish' : 'mail.note',
    subjectKind: 'incoming-mail',
    subjectId: mail.id,
    details: { number: String(mail.sequence), reason: text },
  });
}
