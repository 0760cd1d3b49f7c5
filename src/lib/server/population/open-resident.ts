import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { maskPhone } from '#lib/domain/phone.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findRecord } from './own/record-store.ts';
import { findFamily, getPerson, type Person } from './person.ts';
import { requireReader, requireUnmasking } from './reading-policy.ts';
import { describeSections, type RecordSection } from './record/describe-record.ts';
import { findMergedIds } from './record/merge-store.ts';

/** A resident's record as an officer sees it. */
export interface OpenedResident {
  person: Person;
  /** All of it in words. */
  sections: RecordSection[];
  family: Pick<Person, 'id' | 'name' | 'relation' | 'birthDate'>[];
  familyId: string | null;
  /** Changes with each new photo; null without one. */
  photoId: string | null;
  /** The record that this double was merged into. */
  mergedInto: { id: string; name: string } | null;
  /** Doubles that were merged into this record. */
  merged: number;
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
  const opened = await read(tx, residentId, false);
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
  const opened = await read(tx, input.residentId, true);
  await recordEvent(tx, villageId, visitor, {
    action: 'population.unmask',
    subjectKind: 'resident',
    subjectId: input.residentId,
    residentId: input.residentId,
    details: { reason },
  });
  return { ...opened, unmasked: true };
}

async function read(tx: VillageTx, residentId: string, numbers: boolean) {
  const person = await getPerson(tx, residentId);
  const row = (await findRecord(tx, residentId))!;
  const members = row.merged_into ? [] : await findFamily(tx, residentId);
  const family = members
    .filter((m) => m.id !== residentId)
    .map(({ id, name, relation, birthDate }) => ({ id, name, relation, birthDate }));
  const kept = row.merged_into && (await getPerson(tx, row.merged_into));
  return {
    person,
    family,
    sections: describeSections(row, { numbers }),
    familyId: row.family_id,
    photoId: row.photo_file_id,
    mergedInto: kept ? { id: kept.id, name: kept.name } : null,
    merged: (await findMergedIds(tx, residentId)).length,
  };
}

function masked(person: Person): Person {
  return {
    ...person,
    nik: maskNik(person.nik),
    kkNumber: person.kkNumber && maskKk(person.kkNumber),
    phone: person.phone && maskPhone(person.phone),
  };
}
