import { villageDate } from '#lib/domain/dates-id.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { type EventDetails, readEventDetails } from '#lib/domain/event-details.ts';
import { type EventKind, eventRules } from '#lib/domain/event-rules.ts';
import {
  effectOf,
  eventDayProblems,
  type EventDays,
  eventProblems,
  statusAfter,
} from '#lib/domain/population-event.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { bringNewcomer, newcomerProblems } from './bring-newcomer.ts';
import { changePersons } from './change-persons.ts';
import { type EventInHand, refuse } from './event-in-hand.ts';
import { eventExists, type EventPersonRow, insertEvents, lockEventPersons } from './event-store.ts';
import { decideProposal, lockProposal, type ProposalRow } from './proposal-store.ts';

/** An event as an officer reports it. */
export interface TypedEvent {
  kind: EventKind;
  /** A UUID made with the form: sent twice, it is one event. */
  key: string;
  /** To whom it happens; empty where somebody new comes. */
  residentIds: readonly string[];
  /** The form by its field names (eventRules, newcomer.ts); days `YYYY-MM-DD`. */
  typed: Readonly<Record<string, string | undefined>>;
  /** The letter's proposal that it answers. */
  proposalId?: string | undefined;
  /** People who came one after the other but together. */
  groupId?: string | undefined;
}

/**
 * Records an event and what it does to the register and to families, in one change that can be undone.
 * @returns the event's id (the first one's, of several people)
 * @throws Refusal 'invalid' by the form's fields: days, details, a new head to choose (`kepala-baru`);
 *   under '' where the event cannot happen to this person
 */
export async function recordPopulationEvent(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: TypedEvent,
): Promise<string> {
  requireOfficer(visitor, 'events.record');
  const { kind, key, typed } = input;
  if (await eventExists(tx, key)) return key;
  const proposal = input.proposalId ? await takeProposal(tx, input.proposalId, kind) : undefined;
  const event = readEvent(kind, typed, villageDate(now(), village.timeZone));
  const persons = await checkedPersons(tx, input, event);
  const changeId = await declareChange(tx, visitor, {
    kind: 'event',
    reason: eventRules[kind].name,
  });
  const befallen = eventRules[kind].brings
    ? await bringNewcomer(tx, village, event)
    : await changePersons(tx, event, persons);
  const after = statusAfter(kind, event.details);
  const groupId = input.groupId ?? (befallen.length > 1 ? key : null);
  await insertEvents(
    tx,
    befallen.map(({ residentId, before }, index) => ({
      village_id: village.id,
      ...(index === 0 && { id: key }),
      kind,
      resident_id: residentId,
      effect: effectOf(before, after),
      occurred_on: event.days.occurredOn,
      reported_on: event.days.reportedOn,
      document_on: event.days.documentOn ?? null,
      document_number: typedLine(typed['nomor-dokumen'] ?? '').slice(0, 100) || null,
      group_id: groupId,
      details: JSON.stringify({ ...event.details, ...letterOf(proposal) }),
      request_id: proposal?.request_id ?? null,
      change_id: changeId,
      created_at: now(),
    })),
  );
  if (proposal) await closeProposal(tx, visitor, proposal);
  await recordEvents(
    tx,
    village.id,
    visitor,
    befallen.map(({ residentId }) => ({
      action: 'population.record-event',
      subjectKind: 'event',
      subjectId: key,
      residentId,
      details: { kind },
    })),
  );
  return key;
}

function readEvent(kind: EventKind, typed: TypedEvent['typed'], today: string): EventInHand {
  const days: EventDays = {
    occurredOn: typed.tanggal ?? '',
    reportedOn: typed.lapor || today,
    documentOn: typed['tanggal-dokumen'] || undefined,
  };
  const { details, errors } = readEventDetails(kind, typed);
  refuse({
    ...unreadable(days),
    ...eventDayProblems(days, today, eventRules[kind].day),
    ...errors,
    ...newcomerProblems(kind, typed),
  });
  return { kind, days, details, typed };
}

/** A browser's calendar sends whole days; whatever else comes is no day. */
function unreadable(days: EventDays): Record<string, string> {
  const isDay = (day: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && day >= '1000';
  const named = {
    tanggal: days.occurredOn,
    lapor: days.reportedOn,
    'tanggal-dokumen': days.documentOn,
  };
  return Object.fromEntries(
    Object.entries(named)
      .filter(([, day]) => day && !isDay(day))
      .map(([name]) => [name, 'Isi tanggal yang benar.']),
  );
}

async function checkedPersons(
  tx: VillageTx,
  { kind, residentIds }: TypedEvent,
  { days, details }: EventInHand,
): Promise<EventPersonRow[]> {
  const { brings, together, said } = eventRules[kind];
  if (brings) return [];
  if (residentIds.length === 0) refuse({ orang: `Pilih siapa yang ${said}.` });
  const persons = await lockEventPersons(tx, [...new Set(residentIds)]);
  if (persons.length === 0 || persons.length < new Set(residentIds).size)
    throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  if (persons.length > 1 && (!together || new Set(persons.map((p) => p.family_id)).size > 1))
    refuse({ orang: 'Catat bersama hanya anggota dari satu keluarga.' });
  for (const person of persons) {
    refuse(
      eventProblems(
        {
          name: person.name,
          basicStatus: person.basic_status,
          residence: person.residence,
          birthDate: person.birth_date,
          last: person.last ?? undefined,
        },
        kind,
        days.occurredOn,
        details,
      ),
    );
  }
  return persons;
}

async function takeProposal(tx: VillageTx, id: string, kind: EventKind): Promise<ProposalRow> {
  const proposal = await lockProposal(tx, id);
  if (!proposal || proposal.kind !== kind)
    throw new Refusal('not-found', 'Usulan ini tidak ditemukan.');
  if (proposal.state !== 'open')
    throw new Refusal('conflict', 'Usulan ini sudah ditangani. Lihat daftar peristiwa.');
  return proposal;
}

const letterOf = (proposal?: ProposalRow) => {
  const letter = (proposal?.details as EventDetails | undefined)?.letter;
  return letter === undefined ? {} : { letter };
};

async function closeProposal(tx: VillageTx, visitor: StaffVisitor, { id }: ProposalRow) {
  await decideProposal(tx, id, {
    state: 'recorded',
    decided_by: visitor.staffId,
    decided_at: now(),
  });
}
