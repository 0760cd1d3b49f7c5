import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { enterRecipient } from './add-recipient.ts';
import { requireBond } from './bind-recipient.ts';
import { moveRecipient } from './move-recipient.ts';
import { getOpenProgramme, getRecipient, requireNotOwn } from './policy.ts';
import { readReason } from './typed-form.ts';
import { findVoice, findVoiceLocked, updateVoice, type VoiceRow } from './voice-store.ts';

const noCard = { card_number: '', decile: null, decile_on: null };

/** Whom a proposal or an objection concerns, for the rule that nobody answers in their own matter. */
export const concernedBy = (voice: VoiceRow) => ({
  residentIds: [voice.asked_by, voice.subject_id, voice.recipient_resident_id].filter(
    (id) => id !== null,
  ),
  familyId: voice.recipient_family_id,
});

/**
 * Answers an *usul* or *sanggah* in words. A proposal that is accepted becomes a proposed recipient;
 * an objection to one's own refusal brings the recipient back to be decided on anew. An objection to
 * somebody else's aid changes nothing by itself: that is decided on the recipient's page.
 * @param input.residentId whom the neighbour is, out of the register
 * @throws Refusal 'forbidden' for want of the capability or in one's own matter; 'conflict' when it was
 *   answered or taken back; 'invalid' without an answer, or without the person
 */
export async function answerVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; accept: boolean; answer: string; residentId: string | null },
): Promise<void> {
  requireOfficer(visitor, 'aid.answer');
  const voice = await findVoiceLocked(tx, input.id);
  if (!voice) throw new Refusal('not-found', 'Usul atau sanggahan ini tidak ada.');
  if (voice.kind === 'objection') requireOfficer(visitor, 'aid.decide');
  if (voice.state !== 'waiting')
    throw new Refusal('conflict', 'Ini sudah dijawab petugas lain, atau dibatalkan pengirimnya.');
  await requireNotOwn(tx, visitor, concernedBy(voice));
  const answer = readReason(
    input.answer,
    'jawaban',
    'Tulis jawaban untuk warga, 10 sampai 600 huruf.',
  );
  const recipientId = input.accept
    ? await carryOut(tx, village, visitor, voice, answer, input.residentId)
    : voice.recipient_id;
  await updateVoice(tx, voice.id, {
    state: input.accept ? 'accepted' : 'refused',
    answer,
    answered_by: visitor.staffId,
    answered_at: now(),
    recipient_id: recipientId,
  });
  await recordEvent(tx, village.id, visitor, {
    action: input.accept ? 'aid.accept-voice' : 'aid.refuse-voice',
    subjectKind: 'aid-voice',
    subjectId: voice.id,
    residentId: voice.asked_by,
    details: { programme: voice.programme_name, reason: answer },
  });
  const what = voice.kind === 'proposal' ? 'Usul' : 'Sanggahan';
  await announce(tx, village.id, residentTopic, {
    residentId: voice.asked_by,
    text: `${what} Anda tentang ${voice.programme_name} sudah dijawab. Buka untuk membacanya.`,
    link: `/layanan-mandiri/bantuan-sosial/suara/${voice.id}`,
  });
}

/** @returns the recipient that came of it or that it was about */
async function carryOut(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  voice: VoiceRow,
  answer: string,
  chosenId: string | null,
): Promise<string | null> {
  if (voice.recipient_id !== null) {
    const { state } = await getRecipient(tx, voice.recipient_id);
    const action = state === 'refused' ? 'reopen' : state === 'stopped' ? 'resume' : null;
    if (action)
      await moveRecipient(tx, village, officer, {
        id: voice.recipient_id,
        action,
        typed: { alasan: `Sanggahan diterima: ${answer}`.slice(0, 600) },
      });
    return voice.recipient_id;
  }
  const proposal = voice.about_id === null ? voice : await findVoice(tx, voice.about_id);
  const residentId = proposal?.subject_id ?? chosenId;
  if (!proposal || residentId === null) {
    const message = 'Pilih dulu siapa warganya, supaya bisa masuk daftar usulan.';
    throw new Refusal('invalid', message, { cari: message });
  }
  await requireNotOwn(tx, officer, { residentIds: [residentId], familyId: null });
  const programme = await getOpenProgramme(tx, voice.programme_id);
  const { bond } = await requireBond(tx, programme, residentId);
  return enterRecipient(tx, village, officer, programme, { bond, card: noCard, decision: null });
}
