import { requireOfficer, requireResident } from '#lib/domain/authority.ts';
import type { AidVoiceKind, AidVoiceState } from '#lib/domain/aid-voice.ts';
import { dayStart } from '#lib/domain/dates-id.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { chatWith, getPerson, mayChatWith } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { concernedBy } from './answer-voice.ts';
import { getRecipient, isOwnMatter, today } from './policy.ts';
import {
  countVoices,
  findVoice,
  findVoicesForOffice,
  findVoicesOf,
  type VoiceFilter,
  type VoiceRow,
} from './voice-store.ts';

/** An *usul* or *sanggah* as it is listed. */
export interface VoiceLine {
  id: string;
  kind: AidVoiceKind;
  programme: string;
  /** Whom it is about, as the asker named or saw them. */
  about: string;
  state: AidVoiceState;
  dueOn: string;
  at: Date;
  overdue: boolean;
}

/** Whom it is about, as the asker named or saw them. */
export const aboutOf = (voice: VoiceRow) =>
  voice.subject_name ?? (voice.subject_text || voice.recipient_name || 'Usul yang tidak diterima');

const describe = (voice: VoiceRow, on: string): VoiceLine => ({
  id: voice.id,
  kind: voice.kind,
  programme: voice.programme_name,
  about: aboutOf(voice),
  state: voice.state,
  dueOn: voice.due_on,
  at: voice.created_at,
  overdue: voice.state === 'waiting' && voice.due_on < on,
});

/** What the visitor has said themselves, the newest first. */
export async function listOwnVoices(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<VoiceLine[]> {
  requireResident(visitor);
  const on = today(village);
  return (await findVoicesOf(tx, visitor.residentId, 50)).map((voice) => describe(voice, on));
}

/** One of them, with the office's answer. */
export interface OwnVoice extends VoiceLine {
  reason: string;
  answer: string | null;
  answeredAt: Date | null;
}

/** @throws Refusal 'not-found' for somebody else's */
export async function openOwnVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OwnVoice> {
  requireResident(visitor);
  const voice = await findVoice(tx, id);
  if (voice?.asked_by !== visitor.residentId)
    throw new Refusal('not-found', 'Usul atau sanggahan ini tidak ada.');
  return {
    ...describe(voice, today(village)),
    reason: voice.reason,
    answer: voice.answer,
    answeredAt: voice.answered_at,
  };
}

/** The office's lists, by address. */
export const voiceViews = {
  menunggu: ['waiting'],
  terlambat: ['waiting'],
  'hari-ini': ['waiting', 'accepted', 'refused', 'withdrawn'],
  dijawab: ['accepted', 'refused'],
} as const satisfies Record<string, readonly AidVoiceState[]>;
export type VoiceView = keyof typeof voiceViews;

const perPage = 50;

export async function listVoices(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { view: VoiceView; page: number },
) {
  requireOfficer(visitor, 'aid.read');
  const on = today(village);
  const filter: VoiceFilter = {
    states: voiceViews[input.view],
    ...(input.view === 'terlambat' && { lateOn: on }),
    ...(input.view === 'hari-ini' && { since: dayStart(on, village.timeZone) }),
  };
  const total = await countVoices(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findVoicesForOffice(tx, filter, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return {
    total,
    page,
    pages,
    lines: rows.map((row) => ({ ...describe(row, on), asker: row.asker_name })),
  };
}

/** How many wait for an answer. */
export async function countWaitingVoices(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'aid.read');
  return countVoices(tx, { states: ['waiting'] });
}

/** An *usul* or *sanggah* for the office. */
export interface OpenedVoice extends OwnVoice {
  asker: { id: string; name: string; place: string };
  programmeId: string;
  /** Somebody of the register, where the asker named one. */
  subjectId: string | null;
  recipientId: string | null;
  /** Who is meant has to be found in the register before it can be accepted. */
  wantsPerson: boolean;
  /** Accepting brings the recipient back to be decided on. */
  bringsBack: boolean;
  mayAnswer: boolean;
  /** The asker can be told by hand that there is an answer. */
  mayChat: boolean;
  own: boolean;
}

/** Opens it. Recorded as a reading of the asker's data. @throws Refusal 'not-found' */
export async function openVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedVoice> {
  requireOfficer(visitor, 'aid.read');
  const voice = await findVoice(tx, id);
  if (!voice) throw new Refusal('not-found', 'Usul atau sanggahan ini tidak ada.');
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-voice',
    subjectKind: 'aid-voice',
    subjectId: voice.id,
    residentId: voice.asked_by,
    details: { programme: voice.programme_name },
  });
  const asker = await getPerson(tx, voice.asked_by);
  const recipient = voice.recipient_id === null ? null : await getRecipient(tx, voice.recipient_id);
  const proposal = voice.about_id === null ? voice : await findVoice(tx, voice.about_id);
  const own = await isOwnMatter(tx, visitor, concernedBy(voice));
  const capable =
    may(visitor.roles, 'aid.answer') &&
    (voice.kind === 'proposal' || may(visitor.roles, 'aid.decide'));
  return {
    ...describe(voice, today(village)),
    about: voice.about_id ? aboutOf(proposal ?? voice) : aboutOf(voice),
    reason: voice.reason,
    answer: voice.answer,
    answeredAt: voice.answered_at,
    asker: {
      id: asker.id,
      name: asker.name,
      place: areaName({ hamlet: asker.hamlet ?? '', rw: asker.rw ?? '', rt: asker.rt ?? '' }),
    },
    programmeId: voice.programme_id,
    subjectId: voice.subject_id ?? proposal?.subject_id ?? null,
    recipientId: voice.recipient_id,
    wantsPerson: voice.recipient_id === null && proposal?.subject_id === null,
    bringsBack: recipient?.state === 'refused' || recipient?.state === 'stopped',
    mayAnswer: capable && !own && voice.state === 'waiting',
    mayChat: voice.answer !== null && mayChatWith(visitor, asker),
    own,
  };
}

/**
 * A WhatsApp chat with the asker once there is an answer. The text names neither aid nor anybody else.
 * @returns the address that opens it
 * @throws Refusal 'forbidden'; 'not-found'; 'conflict' before the answer, or without a mobile number
 */
export async function openChat(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<string> {
  requireOfficer(visitor, 'aid.read');
  const voice = await findVoice(tx, id);
  if (!voice) throw new Refusal('not-found', 'Usul atau sanggahan ini tidak ada.');
  if (voice.answer === null)
    throw new Refusal('conflict', 'Usul atau sanggahan ini belum dijawab.');
  return chatWith(tx, village, visitor, {
    person: await getPerson(tx, voice.asked_by),
    news: { about: 'other' },
    event: {
      action: 'aid.open-whatsapp',
      subjectKind: 'aid-voice',
      subjectId: voice.id,
      details: { programme: voice.programme_name },
    },
  });
}
