import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { maskPhone } from '#lib/domain/phone.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, getPerson, type Person } from './person.ts';
import { requireReader, requireUnmasking } from './reading-policy.ts';

/** A resident's record as an officer sees it. */
export interface OpenedResident {
  person: Person;
  family: Pick<Person, 'id' | 'name' | 'relation' | 'birthDate'>[];
  /** Whether NIK, KK and phone are shown in full. */
  unmasked: boolean;
}

/** Opens a resident's record, numbers masked. The reading is recorded: the resident sees it. */
export async function openResident(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<OpenedResident> {
  requireReader(visitor);
  const opened = await read(tx, residentId);
  await recordEvent(tx, villageId, visitor, {
    action: 'population.read',
    subjectKind: 'resident',
    subjectId: residentId,
    residentId,
  });
  return { ...opened, person: masked(opened.person), unmasked: false };
}

/**
 * Shows NIK, KK and phone in full, for a reason that is recorded with it.
 * @throws Refusal 'invalid' without a reason
 */
export async function unmaskResident(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { residentId: string; reason: string },
): Promise<OpenedResident> {
  requireReader(visitor);
  const reason = requireUnmasking(
    visitor,
    input.reason,
    'Tulis keperluannya dengan singkat: warga dapat membacanya.',
  );
  const opened = await read(tx, input.residentId);
  await recordEvent(tx, villageId, visitor, {
    action: 'population.unmask',
    subjectKind: 'resident',
    subjectId: input.residentId,
    residentId: input.residentId,
    details: { reason },
  });
  return { ...opened, unmasked: true };
}

async function read(tx: VillageTx, residentId: string) {
  const person = await getPerson(tx, residentId);
  const members = await findFamily(tx, residentId);
  const family = members
    .filter((m) => m.id !== residentId)
    .map(({ id, name, relation, birthDate }) => ({ id, name, relation, birthDate }));
  return { person, family };
}

function masked(person: Person): Person {
  return {
    ...person,
    nik: maskNik(person.nik),
    kkNumber: person.kkNumber && maskKk(person.kkNumber),
    phone: person.phone && maskPhone(person.phone),
  };
}
