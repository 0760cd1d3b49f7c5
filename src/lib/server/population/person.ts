import { Refusal } from '#lib/domain/refusal.ts';
import type { RegisteredPerson } from '#lib/domain/letter-subject.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findIdOfNik } from './own/record-store.ts';
import { findFamilyRows, findPersonRow, findPersonRows } from './person-store.ts';

/** A resident's record as other rooms work with it. Unmasked: their views decide who sees what. */
export interface Person extends RegisteredPerson {
  id: string;
  /** E.164, or null. */
  phone: string | null;
  familyId: string | null;
}

/**
 * A resident by id.
 * @throws Refusal 'not-found'
 */
export async function getPerson(tx: VillageTx, residentId: string): Promise<Person> {
  const row = await findPersonRow(tx, residentId);
  if (!row) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  return describe(row);
}

/** Residents by id, in no order; those that are not there are left out. */
export async function findPersons(tx: VillageTx, ids: readonly string[]): Promise<Person[]> {
  return (await findPersonRows(tx, ids)).map(describe);
}

/** The resident who has this NIK, a merged double's record followed; undefined when nobody has. */
export async function findPersonByNik(tx: VillageTx, nik: string): Promise<Person | undefined> {
  const id = nik.length === 16 ? await findIdOfNik(tx, nik) : undefined;
  return id ? getPerson(tx, id) : undefined;
}

/** The living members of a resident's family, the resident included, head first. */
export async function findFamily(tx: VillageTx, residentId: string): Promise<Person[]> {
  const person = await getPerson(tx, residentId);
  if (!person.familyId) return [person];
  return (await findFamilyRows(tx, person.familyId, 1)).map(describe);
}

/** The members of a resident's family whose death is on the register. */
export async function findLateFamily(tx: VillageTx, residentId: string): Promise<Person[]> {
  const { familyId } = await getPerson(tx, residentId);
  return familyId ? (await findFamilyRows(tx, familyId, 2)).map(describe) : [];
}

function describe(row: NonNullable<Awaited<ReturnType<typeof findPersonRow>>>): Person {
  return {
    id: row.id,
    nik: row.nik,
    nikTemporary: row.nik_temporary,
    name: row.name,
    sex: row.sex,
    birthPlace: row.birth_place,
    birthDate: row.birth_date,
    religion: row.religion,
    education: row.education,
    occupation: row.occupation,
    maritalStatus: row.marital_status,
    relation: row.relation,
    citizenship: row.citizenship,
    bloodType: row.blood_type,
    basicStatus: row.basic_status,
    fatherName: row.father_name,
    motherName: row.mother_name,
    phone: row.phone,
    familyId: row.family_id,
    kkNumber: row.kk_number,
    headName: row.head_name,
    address: row.current_address || row.address || row.family_address || '',
    hamlet: row.hamlet,
    rt: row.rt,
    rw: row.rw,
  };
}
