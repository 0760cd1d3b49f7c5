import { requireOfficer } from '#lib/domain/authority.ts';
import { type EventKind, eventRules, LIVING } from '#lib/domain/event-rules.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { BASIC_STATUS, FAMILY_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findMemberRows, lockFamilyRow, type MemberRow } from '../families/family-store.ts';
import { lockEventPersons } from './event-store.ts';

/** Somebody whom the form of an event offers to choose. */
export interface FormMember {
  id: string;
  name: string;
  sex: number;
  relation: number | null;
  /** "Anak, 2015" */
  about: string;
}

/** What the form of an event stands on: the person it is about and their family. */
export interface EventForm {
  person: { id: string; name: string; status: string } | undefined;
  family: { id: string; kkNumber: string; headName: string } | undefined;
  /** Other members to whom it may happen in one go. */
  together: FormMember[];
  /** Who may be the head after it; empty where that need not be asked. */
  heads: FormMember[];
  /** True when the family loses its head by what happens to this person alone. */
  headLeaves: boolean;
  /** Living members, for the parents of a newborn. */
  members: FormMember[];
}

/**
 * The people that an event's form shows. Names only; it is no reading of a record.
 * @throws Refusal 'not-found' for a person or family that is not there
 */
export async function openEventForm(
  tx: VillageTx,
  visitor: Visitor,
  asked: { kind: EventKind; residentId?: string | undefined; familyId?: string | undefined },
): Promise<EventForm> {
  requireOfficer(visitor, 'events.record');
  const { from, together } = eventRules[asked.kind];
  const [person] = asked.residentId ? await lockEventPersons(tx, [asked.residentId]) : [];
  if (asked.residentId && !person)
    throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  const familyId = asked.familyId ?? person?.family_id ?? undefined;
  const family = familyId ? await lockFamilyRow(tx, familyId) : undefined;
  if (asked.familyId && !family) throw new Refusal('not-found', 'Keluarga ini tidak ditemukan.');
  const everybody = familyId ? await findMemberRows(tx, familyId) : [];
  const living = everybody.filter((m) => m.basic_status === LIVING);
  const others = (members: readonly MemberRow[]) => members.filter((m) => m.id !== person?.id);
  const hasHead = others(living).some((m) => m.id === family?.head_id);
  const takesAway = asked.kind !== 'birth' && asked.kind !== 'arrival' && asked.kind !== 'return';
  return {
    person: person && {
      id: person.id,
      name: person.name,
      status: person.basic_status === LIVING ? '' : labelOf(BASIC_STATUS, person.basic_status),
    },
    family: family && {
      id: family.id,
      kkNumber: maskKk(family.kk_number),
      headName: everybody.find((m) => m.id === family.head_id)?.name ?? '',
    },
    together: together
      ? others(everybody.filter((m) => from.includes(m.basic_status))).map(member)
      : [],
    heads:
      takesAway && others(living).length > 1 && (!hasHead || together)
        ? others(living).map(member)
        : [],
    headLeaves: !hasHead,
    members: living.map(member),
  };
}

const member = ({ id, name, sex, relation, birth_date }: MemberRow): FormMember => ({
  id,
  name,
  sex,
  relation,
  about: [relation && labelOf(FAMILY_RELATION, relation), birth_date?.slice(0, 4)]
    .filter(Boolean)
    .join(', '),
});
