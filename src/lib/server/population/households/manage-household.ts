import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { LIVING } from '#lib/domain/event-rules.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { refuseIfAny } from '../families/family-input.ts';
import { updateResidents } from '../families/family-store.ts';
import {
  findHouseholdByNumber,
  findHouseholdMembers,
  type HouseholdRow,
  insertHousehold,
  lockHouseholdRow,
  lockHousemates,
  nextHouseholdNumber,
  updateHousehold,
} from './household-store.ts';

/** What a household is known by, as typed; an empty number is given by the system. */
export interface TypedHousehold {
  number: string;
  socialData: boolean;
  socialDataNumber: string;
}

/** HOUSEHOLD_RELATION: head and member. */
const [HEAD, MEMBER] = [1, 2];

/**
 * Makes a household of people from one or several families.
 * @param made.memberIds everybody beside the head
 * @returns its id
 * @throws Refusal 'invalid' at `nomor`, `nomor-data` or `anggota`
 */
export async function createHousehold(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  made: TypedHousehold & { headId: string; memberIds: readonly string[] },
): Promise<string> {
  requireOfficer(visitor, 'residents.edit');
  const facts = await readFacts(tx, made);
  const memberIds = made.memberIds.filter((id) => id !== made.headId);
  await checkHousemates(tx, [made.headId, ...memberIds]);
  await declareChange(tx, visitor, { kind: 'household', reason: `Rumah tangga ${facts.number}` });
  const id = await insertHousehold(tx, {
    village_id: village.id,
    ...facts,
    registered_on: villageDate(now(), village.timeZone),
    created_at: now(),
    updated_at: now(),
  });
  await updateResidents(tx, [made.headId], { household_id: id, household_relation: HEAD });
  await updateResidents(tx, memberIds, { household_id: id, household_relation: MEMBER });
  await updateHousehold(tx, id, { head_id: made.headId });
  await note(tx, village, visitor, 'population.create-household', id, facts.number);
  return id;
}

/** Changes a household's number and what is said of it in the national social data. */
export async function changeHousehold(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  typed: TypedHousehold,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const household = await getHousehold(tx, id);
  const facts = await readFacts(tx, typed, household);
  await declareChange(tx, visitor, { kind: 'household', reason: 'Data rumah tangga' });
  await updateHousehold(tx, id, facts);
  await note(tx, village, visitor, 'population.change-household', id, facts.number);
}

/** Adds people who are in no household. @throws Refusal 'invalid' at `anggota` */
export async function addHousemates(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  residentIds: readonly string[],
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const { number } = await getHousehold(tx, id);
  await checkHousemates(tx, residentIds);
  await declareChange(tx, visitor, { kind: 'household', reason: `Masuk rumah tangga ${number}` });
  await updateResidents(tx, residentIds, { household_id: id, household_relation: MEMBER });
  await note(tx, village, visitor, 'population.change-household', id, number);
}

/**
 * Takes somebody out of a household.
 * @throws Refusal 'invalid' for the head while others stay
 */
export async function removeHousemate(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  residentId: string,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const household = await getHousehold(tx, id);
  const members = await findHouseholdMembers(tx, id);
  if (!members.some((member) => member.id === residentId))
    throw new Refusal('conflict', 'Orang ini tidak ada lagi di rumah tangga ini.');
  if (household.head_id === residentId && members.length > 1)
    refuseIfAny({ kepala: 'Pilih kepala rumah tangga yang lain dahulu.' });
  await declareChange(tx, visitor, {
    kind: 'household',
    reason: `Keluar dari rumah tangga ${household.number}`,
  });
  await updateResidents(tx, [residentId], { household_id: null, household_relation: null });
  if (household.head_id === residentId) await updateHousehold(tx, id, { head_id: null });
  await note(tx, village, visitor, 'population.change-household', id, household.number);
}

/** Makes a member the head of the household. @throws Refusal 'invalid' at `kepala` */
export async function setHouseholdHead(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  residentId: string,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const { number } = await getHousehold(tx, id);
  const members = await findHouseholdMembers(tx, id);
  if (!members.some((member) => member.id === residentId))
    refuseIfAny({ kepala: 'Pilih kepala rumah tangga dari anggotanya.' });
  await declareChange(tx, visitor, { kind: 'household', reason: `Kepala rumah tangga ${number}` });
  const others = members.filter((member) => member.household_relation === HEAD);
  await updateResidents(
    tx,
    others.map((member) => member.id),
    { household_relation: MEMBER },
  );
  await updateResidents(tx, [residentId], { household_relation: HEAD });
  await updateHousehold(tx, id, { head_id: residentId });
  await note(tx, village, visitor, 'population.change-household', id, number);
}

async function getHousehold(tx: VillageTx, id: string): Promise<HouseholdRow> {
  const household = await lockHouseholdRow(tx, id);
  if (!household) throw new Refusal('not-found', 'Rumah tangga ini tidak ditemukan.');
  return household;
}

async function readFacts(tx: VillageTx, typed: TypedHousehold, present?: HouseholdRow) {
  const number = typedLine(typed.number) || present?.number || (await nextHouseholdNumber(tx));
  const socialDataNumber = typedLine(typed.socialDataNumber);
  const holder = await findHouseholdByNumber(tx, number);
  refuseIfAny({
    nomor:
      number.length > 40
        ? 'Nomor paling panjang 40 huruf.'
        : holder && holder !== present?.id
          ? 'Nomor ini sudah dipakai rumah tangga lain.'
          : undefined,
    'nomor-data': socialDataNumber.length > 40 ? 'Nomor paling panjang 40 huruf.' : undefined,
  });
  return {
    number,
    social_data: typed.socialData,
    social_data_number: socialDataNumber || null,
  };
}

async function checkHousemates(tx: VillageTx, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  if (wanted.size === 0) refuseIfAny({ anggota: 'Pilih paling sedikit satu orang.' });
  const people = await lockHousemates(tx, [...wanted]);
  if (people.length < wanted.size)
    throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  for (const person of people) {
    if (person.basic_status !== LIVING)
      refuseIfAny({ anggota: `${person.name} tidak lagi tinggal di desa.` });
    if (person.household_id)
      refuseIfAny({ anggota: `${person.name} sudah ada di rumah tangga lain. Keluarkan dahulu.` });
  }
}

async function note(
  tx: VillageTx,
  village: VillageContext,
  visitor: StaffVisitor,
  action: string,
  id: string,
  number: string,
): Promise<void> {
  await recordEvent(tx, village.id, visitor, {
    action,
    subjectKind: 'household',
    subjectId: id,
    details: { number },
  });
}
