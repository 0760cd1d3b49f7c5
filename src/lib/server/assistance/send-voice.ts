import { z } from 'zod';
import { requireResident } from '#lib/domain/authority.ts';
import { aidRuns } from '#lib/domain/aid-programme.ts';
import { aidPublic } from '#lib/domain/aid-status.ts';
import { aidVoiceDays, aidVoicesAtOnce } from '#lib/domain/aid-voice.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import { addWorkingDays, arrivalDay } from '#lib/domain/working-days.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { officeCalendar, type VillageContext } from '#lib/server/villages/index.ts';
import { requireBond } from './bind-recipient.ts';
import { findOwnCircle, type OwnCircle } from './own-circle.ts';
import { getProgramme, today } from './policy.ts';
import { findProgrammes, type Programme } from './programme-store.ts';
import { findOfCircle, findRecipientRow } from './recipient-store.ts';
import { line, readReason, readTyped, words, type Typed } from './typed-form.ts';
import { findByKey, findVoice, findVoicesOf, insertVoice, updateVoice } from './voice-store.ts';

const reasonAdvice = 'Tulis alasannya, 10 sampai 600 huruf, supaya petugas desa bisa memeriksanya.';
const somebodyElse = 'tetangga';

/** Programmes for which residents may propose somebody today; a group comes to the office. */
async function openToProposals(tx: VillageTx, village: VillageContext): Promise<Programme[]> {
  const on = today(village);
  return (await findProgrammes(tx)).filter(
    (one) => one.takesProposals && one.target !== 'group' && aidRuns(one, on),
  );
}

/** What a resident may propose: for which programmes, and whom by name. */
export interface ProposalForm {
  programmes: { id: string; name: string }[];
  people: { id: string; name: string }[];
}

export async function openProposalForm(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<ProposalForm> {
  const { people } = await findOwnCircle(tx, village, visitor);
  return {
    programmes: (await openToProposals(tx, village)).map(({ id, name }) => ({ id, name })),
    people: people.map(({ id, name }) => ({ id, name })),
  };
}

/**
 * *Usul*: proposes oneself, for head and spouse somebody of the family, or a neighbour by name and
 * place. Nothing is said of whether a neighbour receives anything. Sent again with its key, it is one.
 * @param input.typed program, untuk (a person's id or 'tetangga'), tetangga, alasan
 * @returns its id
 * @throws Refusal 'conflict' when it waits already or they receive it; 'invalid' by field
 */
export async function proposeAid(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { typed: Typed; key: string },
): Promise<string> {
  const own = await findOwnCircle(tx, village, visitor);
  const sent = await findByKey(tx, own.self.id, input.key);
  if (sent) return sent;
  const { typed } = input;
  const data = readTyped(
    z.object({
      program: line(1, 40, 'Pilih program bantuannya.'),
      untuk: line(1, 40, 'Pilih siapa yang Anda usulkan.'),
      tetangga: words(300, 'Tulis nama dan tempat tinggalnya paling banyak 300 huruf.'),
    }),
    typed,
  );
  const programme = (await openToProposals(tx, village)).find(({ id }) => id === data.program);
  if (!programme) throw at('program', 'Program ini tidak menerima usul. Pilih program lain.');
  const reason = readReason(typed.alasan ?? '', 'alasan', reasonAdvice);
  const neighbour = data.untuk === somebodyElse;
  const subject = neighbour ? null : own.people.find(({ id }) => id === data.untuk);
  if (subject === undefined) throw at('untuk', 'Pilih siapa yang Anda usulkan.');
  if (neighbour && data.tetangga.length < 10)
    throw at(
      'tetangga',
      'Tulis nama dan tempat tinggalnya, misalnya Ibu Aminah, RT 002 Dusun Barat.',
    );
  if (subject) await requireBond(tx, programme, subject.id);
  const waiting = await requireFewWaiting(tx, own);
  const text = neighbour ? data.tetangga : '';
  if (
    waiting.some(
      (one) =>
        one.kind === 'proposal' &&
        one.programme_id === programme.id &&
        one.subject_id === (subject?.id ?? null) &&
        one.subject_text === text,
    )
  )
    throw new Refusal('conflict', 'Usul yang sama masih menunggu jawaban petugas desa.');
  return keep(tx, village, own.visitor, programme, input.key, {
    kind: 'proposal',
    subject_id: subject?.id ?? null,
    subject_text: text,
    reason,
  });
}

/** What an objection is to. */
export interface ObjectionTo {
  programme: Programme;
  /** A recipient, or one's own refused proposal. */
  recipientId: string | null;
  aboutId: string | null;
  /** The name as the visitor may read it. */
  name: string;
  /** It is about one's own or one's family's refusal. */
  own: boolean;
}

/**
 * What may be objected to: that oneself or one's family was refused or stopped, that one's proposal
 * was refused, and a recipient who stands on a public list.
 * @throws Refusal 'not-found' for all else, as for what does not exist
 */
export async function findObjectionTo(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { recipientId?: string; voiceId?: string },
): Promise<ObjectionTo> {
  const { circle, self } = await findOwnCircle(tx, village, visitor);
  if (input.voiceId) {
    const voice = await findVoice(tx, input.voiceId);
    if (voice?.asked_by === self.id && voice.kind === 'proposal' && voice.state === 'refused')
      return {
        programme: await getProgramme(tx, voice.programme_id),
        recipientId: null,
        aboutId: voice.id,
        name: voice.subject_name ?? voice.subject_text,
        own: true,
      };
  }
  if (input.recipientId) {
    const mine = (await findOfCircle(tx, circle)).find(({ id }) => id === input.recipientId);
    const row = mine ?? (await findRecipientRow(tx, input.recipientId));
    const programme = row && (await getProgramme(tx, row.programme_id));
    const refused = mine?.state === 'refused' || mine?.state === 'stopped';
    const listed = row && programme?.listOrder && aidPublic.includes(row.state);
    if (row && programme && !programme.closed && (refused || (listed && !mine)))
      return {
        programme,
        recipientId: row.id,
        aboutId: null,
        name: row.group_name ?? row.name,
        own: mine !== undefined,
      };
  }
  throw new Refusal('not-found', 'Tidak ada yang bisa disanggah di sini.');
}

/**
 * *Sanggah*: objects to what findObjectionTo allows, with a reason that the office must answer. Who
 * objected is known to the office alone. Sent again with its key, it is one.
 * @returns its id
 */
export async function objectToAid(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { recipientId?: string; voiceId?: string; reason: string; key: string },
): Promise<string> {
  const own = await findOwnCircle(tx, village, visitor);
  const sent = await findByKey(tx, own.self.id, input.key);
  if (sent) return sent;
  const to = await findObjectionTo(tx, village, visitor, input);
  const reason = readReason(input.reason, 'alasan', reasonAdvice);
  const waiting = await requireFewWaiting(tx, own);
  const same = waiting.some(
    (one) =>
      one.kind === 'objection' &&
      one.recipient_id === to.recipientId &&
      one.about_id === to.aboutId,
  );
  if (same) throw new Refusal('conflict', 'Sanggahan yang sama masih menunggu jawaban.');
  return keep(tx, village, own.visitor, to.programme, input.key, {
    kind: 'objection',
    recipient_id: to.recipientId,
    about_id: to.aboutId,
    reason,
  });
}

/** Takes back what the office has not answered yet. @throws Refusal 'not-found', 'conflict' */
export async function withdrawVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireResident(visitor);
  const voice = await findVoice(tx, id);
  if (voice?.asked_by !== visitor.residentId)
    throw new Refusal('not-found', 'Usul atau sanggahan ini tidak ada.');
  if (voice.state !== 'waiting')
    throw new Refusal('conflict', 'Sudah dijawab, jadi tidak bisa dibatalkan lagi.');
  await updateVoice(tx, id, { state: 'withdrawn' });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.withdraw-voice',
    subjectKind: 'aid-voice',
    subjectId: id,
    details: { programme: voice.programme_name },
  });
}

const at = (field: string, message: string) =>
  new Refusal('invalid', message, { [field]: message });

/** What of somebody waits. @throws Refusal 'invalid' when it is much already */
async function requireFewWaiting(tx: VillageTx, { self }: OwnCircle) {
  const waiting = (await findVoicesOf(tx, self.id, 200)).filter(({ state }) => state === 'waiting');
  if (waiting.length >= aidVoicesAtOnce)
    throw new Refusal(
      'invalid',
      `Masih ada ${waiting.length} usul dan sanggahan Anda yang menunggu. Tunggu jawaban petugas desa dulu.`,
    );
  return waiting;
}

type Said = Pick<Parameters<typeof insertVoice>[1], 'reason'> & {
  kind: 'proposal' | 'objection';
  subject_id?: string | null;
  subject_text?: string;
  recipient_id?: string | null;
  about_id?: string | null;
};

async function keep(
  tx: VillageTx,
  village: VillageContext,
  visitor: ResidentVisitor,
  programme: Programme,
  key: string,
  said: Said,
): Promise<string> {
  const calendar = await officeCalendar(tx, village);
  const arrived = arrivalDay(now(), village.timeZone, calendar);
  const id = await insertVoice(tx, {
    village_id: village.id,
    programme_id: programme.id,
    asked_by: visitor.residentId,
    state: 'waiting',
    due_on: addWorkingDays(arrived, aidVoiceDays, calendar),
    issue_key: key,
    created_at: now(),
    ...said,
  });
  await recordEvent(tx, village.id, visitor, {
    action: said.kind === 'proposal' ? 'aid.voice-proposal' : 'aid.voice-objection',
    subjectKind: 'aid-voice',
    subjectId: id,
    details: { programme: programme.name },
  });
  return id;
}
