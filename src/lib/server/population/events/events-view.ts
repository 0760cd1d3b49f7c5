import { requireOfficer } from '#lib/domain/authority.ts';
import { addDays, addMonths } from '#lib/domain/dates-id.ts';
import { maskIdNumber } from '#lib/domain/id-number.ts';
import { describeEvent } from '#lib/domain/event-details.ts';
import { type EventKind } from '#lib/domain/event-rules.ts';
import {
  BASIC_STATUS,
  FAMILY_RELATION,
  labelOf,
  type ReferenceList,
  RESIDENCE,
} from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { registerFieldName } from '#lib/domain/register-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findChange } from '../change-store.ts';
import { findNames } from '../own/names.ts';
import {
  countPresent,
  type EventFilter,
  type EventRow,
  findEvent,
  findEvents,
  findEventsOfChange,
  sumMovements,
} from './event-store.ts';
import { findOpenProposals, findProposal, type ProposalRow } from './proposal-store.ts';
import { type ChangedField, findChangedFields } from './undo-store.ts';

/** One line of the list of events. */
export interface EventLine {
  id: string;
  kind: EventKind;
  residentId: string;
  name: string;
  /** `YYYY-MM-DD` */
  occurredOn: string;
  documentNumber: string | null;
  effect: number;
  undone: boolean;
}

/** How the number of people went through a month. */
export interface MonthFigures {
  start: number;
  /** By kind: people who came (above 0) and who left (below). */
  moves: { kind: EventKind; effect: number; people: number }[];
  end: number;
}

const perPage = 50;

/** Events, the latest first. */
export async function listEvents(
  tx: VillageTx,
  visitor: Visitor,
  { page: asked, ...filter }: EventFilter & { page: number },
): Promise<{ items: EventLine[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'residents.read');
  const page = Math.max(1, asked);
  const found = await findEvents(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
  return {
    items: found.rows.map(line),
    total: found.total,
    page,
    pages: Math.max(1, Math.ceil(found.total / perPage)),
  };
}

const line = (row: EventRow): EventLine => ({
  id: row.id,
  kind: row.kind as EventKind,
  residentId: row.resident_id,
  name: row.name,
  occurredOn: row.occurred_on,
  documentNumber: row.document_number,
  effect: row.effect,
  undone: row.undone_by !== null,
});

/**
 * How many lived here before and after a month, and what happened in between; by the same rule as
 * the books (domain/presence.ts).
 * @param month `YYYY-MM`
 */
export async function countMonth(
  tx: VillageTx,
  visitor: Visitor,
  month: string,
): Promise<MonthFigures> {
  requireOfficer(visitor, 'residents.read');
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  return {
    start: await countPresent(tx, addDays(first, -1)),
    moves: await sumMovements(tx, first, last),
    end: await countPresent(tx, last),
  };
}

/** An event with what it did. */
export interface OpenedEvent extends EventLine {
  reportedOn: string;
  documentOn: string | null;
  /** The letter that proposed it. */
  letter: string | null;
  groupId: string | null;
  familyId: string | null;
  rows: { label: string; value: string }[];
  recordedAt: Date;
  recordedBy: string;
  undo: { at: Date; by: string; reason: string } | null;
  /** Others to whom it happened in the same change. */
  others: EventLine[];
  /** Newly on the register by this event. */
  newcomer: boolean;
  changes: { whose: string; what: string; from: string; to: string }[];
}

/** @throws Refusal 'not-found' */
export async function openEvent(
  tx: VillageTx,
  visitor: Visitor,
  eventId: string,
): Promise<OpenedEvent> {
  requireOfficer(visitor, 'residents.read');
  const row = await findEvent(tx, eventId);
  if (!row) throw new Refusal('not-found', 'Peristiwa ini tidak ditemukan.');
  const details = row.details as Record<string, unknown>;
  const change = (await findChange(tx, row.change_id))!;
  const undo = row.undone_by ? await findChange(tx, row.undone_by) : undefined;
  const together = await findEventsOfChange(tx, row.change_id);
  return {
    ...line(row),
    reportedOn: row.reported_on,
    documentOn: row.document_on,
    letter: typeof details.letter === 'string' ? details.letter : null,
    groupId: row.group_id,
    familyId: row.family_id,
    rows: describeEvent(row.kind as EventKind, details),
    recordedAt: change.at,
    recordedBy: change.actor_name,
    undo: undo ? { at: undo.at, by: undo.actor_name, reason: undo.reason } : null,
    others: together.filter(({ id }) => id !== eventId).map(line),
    newcomer: details.newcomer === 1,
    changes: await inWords(tx, await findChangedFields(tx, row.change_id)),
  };
}

const lists: Readonly<Record<string, ReferenceList>> = {
  basic_status: BASIC_STATUS,
  relation: FAMILY_RELATION,
  residence: RESIDENCE,
};

async function inWords(
  tx: VillageTx,
  fields: readonly ChangedField[],
): Promise<OpenedEvent['changes']> {
  const heads = fields
    .filter(({ field }) => field === 'head_id')
    .flatMap((changed) => [changed.old, changed.new])
    .filter((id) => typeof id === 'string');
  const names = await findNames(tx, heads);
  const say = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '';
    if (field === 'head_id') return names.get(String(value)) ?? '';
    if (field === 'previous_kk') return maskIdNumber(String(value));
    return lists[field] ? labelOf(lists[field], Number(value)) : String(value);
  };
  return fields
    .filter(({ field }) => field !== 'family_id' && field !== 'area_id')
    .map(({ kind, name, field, old, new: becomes }) => ({
      whose: kind === 'family' ? 'Keluarga' : name,
      what: registerFieldName(field),
      from: say(field, old),
      to: say(field, becomes),
    }));
}

/** An event that a letter proposes. */
export interface Proposal {
  id: string;
  kind: EventKind;
  residentId: string;
  name: string;
  letter: string;
  createdAt: Date;
  /** What the letter's answers say, by event field keys; `occurredOn` for the day. */
  details: Record<string, string | number>;
  open: boolean;
}

/** Letters' proposals that wait to be recorded or dismissed, oldest first. */
export async function listProposals(tx: VillageTx, visitor: Visitor): Promise<Proposal[]> {
  requireOfficer(visitor, 'residents.read');
  return (await findOpenProposals(tx, 50)).map(describe);
}

/** One proposal, to fill in the form with. */
export async function findEventProposal(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<Proposal | undefined> {
  requireOfficer(visitor, 'events.record');
  const row = await findProposal(tx, id);
  return row && describe(row);
}

function describe(row: ProposalRow): Proposal {
  const { letter, ...details } = row.details as Record<string, string | number>;
  return {
    id: row.id,
    kind: row.kind as EventKind,
    residentId: row.resident_id,
    name: row.name,
    letter: String(letter ?? ''),
    createdAt: row.created_at,
    details,
    open: row.state === 'open',
  };
}
