import { requireResident } from '#lib/domain/authority.ts';
import { FAMILY_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFamily, getPerson } from '../person.ts';
import { familyRights } from './family-rights.ts';
import { getReach, today } from './reach.ts';
import { findGaps, type RecordGaps } from './record-gaps.ts';
import { findRecord, type RecordRow } from './record-store.ts';
import { describeRecord, shownParts, type RecordPart } from './record-view.ts';

/** A member of the family as the others in the KK may know them. */
export interface FamilyMember {
  id: string;
  name: string;
  relation: string;
  birthYear: string;
}

/** A record in words, as a page shows it. */
export interface ShownRecord {
  parts: RecordPart[];
  gaps: RecordGaps;
  /** Whether there is a photo of the person. */
  photo: boolean;
}

/** *Data Kependudukan Pribadi*, in words. */
export interface OwnRecord extends ShownRecord {
  id: string;
  /** Empty where the visitor may not see them. */
  members: FamilyMember[];
  /** Whether the visitor may open a member's data. */
  opensMembers: boolean;
}

export async function getRecord(tx: VillageTx, id: string): Promise<RecordRow> {
  const row = await findRecord(tx, id);
  if (!row) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  return row;
}

/**
 * The visitor's own record. Recorded.
 * @param numbers NIK, KK and phone in full, which is recorded apart
 */
export async function readOwnRecord(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { numbers }: { numbers: boolean },
): Promise<OwnRecord> {
  requireResident(visitor);
  const row = await getRecord(tx, visitor.residentId);
  const person = await getPerson(tx, visitor.residentId);
  const rights = familyRights(person, today(village));
  const family = rights.seesMembers ? await findFamily(tx, person.id) : [];
  await recordEvent(tx, village.id, visitor, {
    action: numbers ? 'population.show-own-numbers' : 'population.read-own',
    residentId: visitor.residentId,
  });
  return {
    id: person.id,
    parts: shownParts(describeRecord(row, { numbers }), 'own'),
    gaps: findGaps(row, 'own'),
    photo: row.photo_file_id !== null,
    members: family
      .filter((member) => member.id !== person.id)
      .map((member) => ({
        id: member.id,
        name: member.name,
        relation: member.relation === null ? '' : labelOf(FAMILY_RELATION, member.relation),
        birthYear: member.birthDate?.slice(0, 4) ?? '',
      })),
    opensMembers: rights.opensMembers,
  };
}

/**
 * A member of the visitor's family, for its head or the head's spouse: what stands on the family
 * card, of a minor papers and insurance too. Recorded as a reading of that member's data.
 * @throws Refusal 'not-found' for anyone who is not in the visitor's KK, or may not be opened
 */
export async function readFamilyMember(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  memberId: string,
  { numbers }: { numbers: boolean },
): Promise<ShownRecord & { name: string }> {
  requireResident(visitor);
  const { person, audience } = await getReach(tx, village, visitor, memberId);
  if (audience === 'own')
    throw new Refusal('not-found', 'Ini data Anda sendiri. Buka lewat Data Kependudukan Pribadi.');
  await recordEvent(tx, village.id, visitor, {
    action: numbers ? 'population.show-member-numbers' : 'population.read-member',
    residentId: person.id,
  });
  const row = await getRecord(tx, person.id);
  return {
    name: person.name,
    parts: shownParts(describeRecord(row, { numbers }), audience),
    gaps: findGaps(row, audience),
    photo: row.photo_file_id !== null,
  };
}

/**
 * Everything the register holds of the visitor, by key, for *Ambil data saya* (which records it).
 * Empty facts are left out.
 */
export async function takeOutRecord(
  tx: VillageTx,
  visitor: Visitor,
): Promise<Record<string, string>> {
  requireResident(visitor);
  const parts = describeRecord(await getRecord(tx, visitor.residentId), { numbers: true });
  return Object.fromEntries(
    parts.flatMap((p) => p.lines.filter((l) => l.value).map((l) => [l.key, l.value])),
  );
}
