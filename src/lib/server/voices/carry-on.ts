import type { Actor } from '#lib/domain/visitor.ts';
import { daysAfter, type VoiceDays } from '#lib/domain/voice-days.ts';
import { answeringActions, type VoiceAction, type VoiceState } from '#lib/domain/voice-state.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import { officeCalendar, type VillageContext } from '#lib/server/villages/index.ts';
import { keepPictures } from './keep-pictures.ts';
import { insertStep } from './thread-store.ts';
import { rulesOf, today } from './village-rules.ts';
import { updateVoice, type VoiceRow } from './voice-store.ts';

/** A move that was found to be allowed. */
export interface Step {
  action: VoiceAction;
  to: VoiceState;
  by: { kind: 'reporter' | 'system' } | { kind: 'staff'; staffId: string };
  actor: Actor;
  text?: string;
  pictures?: readonly CleanUpload[];
  /** Working days allowed to the one whom it is given to. */
  given?: number;
  /** What else changes of the voice. */
  values?: Parameters<typeof updateVoice>[2];
  /** What else the trail holds. */
  details?: Record<string, unknown>;
}

/** Carries a voice on: its state and days, the step in its thread, and the record of it. */
export async function carryOn(
  tx: VillageTx,
  village: VillageContext,
  voice: VoiceRow,
  step: Step,
): Promise<void> {
  const at = now();
  const day = today(village);
  const before: VoiceDays = { dueOn: voice.due_on, replyUntil: voice.reply_until };
  const calendar = await officeCalendar(tx, village);
  const days = daysAfter(step, { today: day, days: before }, rulesOf(village), calendar);
  const answers = answeringActions.includes(step.action) && !voice.answered_at;
  await updateVoice(tx, voice.id, {
    state: step.to,
    due_on: days.dueOn,
    reply_until: days.replyUntil,
    closed_at: ['done', 'refused'].includes(step.to) ? at : null,
    // Another day to keep: nobody needs to be told any more that the former one passed.
    ...(days.dueOn !== voice.due_on && { escalated_at: null }),
    ...(answers && { answered_at: at, in_time: voice.due_on === null || day <= voice.due_on }),
    ...step.values,
  });
  const eventId = await insertStep(tx, {
    village_id: village.id,
    voice_id: voice.id,
    at,
    action: step.action,
    to_state: step.to,
    by_kind: step.by.kind,
    staff_id: step.by.kind === 'staff' ? step.by.staffId : null,
    text: step.text ?? '',
  });
  await keepPictures(tx, village.id, {
    voiceId: voice.id,
    eventId,
    pictures: step.pictures ?? [],
  });
  await recordEvent(tx, village.id, step.actor, {
    action: `voices.${step.action}`,
    subjectKind: 'voice',
    subjectId: voice.id,
    ...(voice.reporter_id && { residentId: voice.reporter_id }),
    details: { reference: voice.reference, ...step.details },
  });
}
