import { villageDate, formatDateLong } from '#lib/domain/dates-id.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { INVALID, LIVING } from '#lib/domain/event-rules.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { registerFieldName } from '#lib/domain/register-fields.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { lockFamilyRow, removeUnusedFamily, updateResidents } from '../families/family-store.ts';
import { findLivingMembers } from '../families/settle-family.ts';
import {
  type EventRow,
  findEvent,
  findEventsOfChange,
  lockEventPersons,
  lockEventsOfChange,
  markUndone,
} from './event-store.ts';
import { reopenProposals } from './proposal-store.ts';
import {
  type ChangedField,
  findChangedFields,
  findLaterChange,
  restoreFields,
} from './undo-store.ts';

/**
 * Takes an event back, and with it the events of those who came or left in one go: every field is as
 * it was before. Somebody whom it had put on the register stays on record as not valid.
 * @throws Refusal 'invalid' without a reason; 'conflict' when it was undone already, or when something
 *   that it changed was changed again since, saying what
 */
export async function undoPopulationEvent(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { eventId: string; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'events.record');
  const event = await findEvent(tx, input.eventId);
  if (!event) throw new Refusal('not-found', 'Peristiwa ini tidak ditemukan.');
  const reason = typedText(input.reason);
  if (reason.length < 5 || reason.length > 300) {
    const message = 'Tulis alasan pembatalannya dengan singkat.';
    throw new Refusal('invalid', message, { alasan: message });
  }
  await lockEventsOfChange(tx, event.change_id);
  const events = await findEventsOfChange(tx, event.change_id);
  if (events.some(({ undone_by }) => undone_by))
    throw new Refusal('conflict', 'Peristiwa ini sudah dibatalkan.');
  const fields = await findChangedFields(tx, event.change_id);
  await refuseIfTouched(tx, village, event, fields);
  const undoneBy = await declareChange(tx, visitor, { kind: 'undo', reason });
  await restoreAll(tx, fields);
  await takeOff(tx, events);
  if (events.some(cameNew)) await refuseHeadless(tx, fields);
  for (const made of events.map(({ details }) => madeFamily(details)))
    if (made) await removeUnusedFamily(tx, made);
  await markUndone(tx, event.change_id, undoneBy);
  for (const { request_id, kind } of events)
    if (request_id) await reopenProposals(tx, { request_id, kind });
  await recordEvents(
    tx,
    village.id,
    visitor,
    events.map(({ id, kind, resident_id }) => ({
      action: 'population.undo-event',
      subjectKind: 'event',
      subjectId: id,
      residentId: resident_id,
      details: { kind, reason },
    })),
  );
}

const factsOf = (details: unknown) => details as { newcomer?: number; familyMade?: string };
const madeFamily = (details: unknown) => factsOf(details).familyMade;
const cameNew = ({ details }: EventRow) => factsOf(details).newcomer === 1;

async function refuseIfTouched(
  tx: VillageTx,
  village: VillageContext,
  event: EventRow,
  fields: readonly ChangedField[],
): Promise<void> {
  const touched = fields.filter(({ untouched }) => !untouched);
  const [first] = touched;
  if (!first) return;
  const later = await findLaterChange(tx, event.change_id, first.id, first.field);
  const when = later
    ? ` pada ${formatDateLong(villageDate(later.at, village.timeZone))} oleh ${later.actor_name}`
    : '';
  const what = [...new Set(touched.map(({ field }) => registerFieldName(field)))].join(', ');
  const whose = first.kind === 'family' ? `keluarga ${first.name}` : first.name;
  throw new Refusal(
    'conflict',
    `Tidak dapat dibatalkan: ${what} ${whose} sudah berubah lagi${when}. Batalkan atau betulkan perubahan itu dahulu.`,
  );
}

async function restoreAll(tx: VillageTx, fields: readonly ChangedField[]): Promise<void> {
  const subjects = Map.groupBy(fields, ({ kind, id }) => `${kind} ${id}`);
  for (const changed of subjects.values()) await restoreFields(tx, changed[0]!, changed);
}

/** Those whom the event had put on the register for the first time. */
async function takeOff(tx: VillageTx, events: readonly EventRow[]): Promise<void> {
  const ids = events.filter(cameNew).map(({ resident_id }) => resident_id);
  if (ids.length === 0) return;
  for (const person of await lockEventPersons(tx, ids)) {
    if (person.basic_status !== LIVING)
      throw new Refusal(
        'conflict',
        `Tidak dapat dibatalkan: sesudahnya ada peristiwa lain untuk ${person.name}. Batalkan peristiwa itu dahulu.`,
      );
    const family = person.family_id ? await lockFamilyRow(tx, person.family_id) : undefined;
    if (family?.head_id === person.id)
      throw new Refusal(
        'conflict',
        `Tidak dapat dibatalkan: ${person.name} sekarang kepala keluarga. Tetapkan kepala yang lain dahulu.`,
      );
  }
  await updateResidents(tx, ids, {
    basic_status: INVALID,
    family_id: null,
    relation: null,
    household_id: null,
    household_relation: null,
  });
}

/** Nobody may stay in a family without its head because the head's coming was taken back. */
async function refuseHeadless(tx: VillageTx, fields: readonly ChangedField[]): Promise<void> {
  const families = new Set(
    fields.filter(({ kind, field }) => kind === 'family' && field === 'head_id').map((f) => f.id),
  );
  for (const id of families) {
    const family = await lockFamilyRow(tx, id);
    const living = await findLivingMembers(tx, id);
    if (!family || living.length === 0 || living.some((m) => m.id === family.head_id)) continue;
    const names = living.map(({ name }) => name).join(', ');
    throw new Refusal(
      'conflict',
      `Tidak dapat dibatalkan: ${names} akan tertinggal tanpa kepala keluarga. Batalkan dahulu kedatangannya, atau tetapkan kepala keluarga yang baru.`,
    );
  }
}
