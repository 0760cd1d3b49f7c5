import type { FormFamily } from '#lib/domain/forms/form-family.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findFormFamilyRow, findFormMembers } from './form-family-store.ts';

/**
 * A family as official forms ask for it, numbers in full; a temporary NIK is left out, as the forms
 * have no place for it. Whoever calls it has judged who asks.
 */
export async function findFormFamily(
  tx: VillageTx,
  familyId: string,
): Promise<FormFamily | undefined> {
  const family = await findFormFamilyRow(tx, familyId);
  if (!family) return undefined;
  const members = await findFormMembers(tx, familyId);
  return {
    kkNumber: family.kk_number,
    headName: family.head_name ?? '',
    phone: family.phone ?? '',
    email: family.email ?? '',
    address: family.address,
    hamlet: family.hamlet ?? '',
    rt: family.rt ?? '',
    rw: family.rw ?? '',
    members: members.map((m) => ({
      name: m.name,
      titleBefore: m.title_before,
      titleAfter: m.title_after,
      nik: m.nik_temporary ? '' : m.nik,
      sex: m.sex,
      birthPlace: m.birth_place,
      birthDate: m.birth_date,
      birthCertificate: m.birth_certificate,
      bloodType: m.blood_type,
      religion: m.religion,
      maritalStatus: m.marital_status,
      marriageCertificate: m.marriage_certificate,
      marriedOn: m.married_on,
      divorceCertificate: m.divorce_certificate,
      divorcedOn: m.divorced_on,
      relation: m.relation,
      disability: m.disability,
      education: m.education,
      occupation: m.occupation,
      citizenship: m.citizenship,
      passport: m.passport,
      passportUntil: m.passport_until,
      stayPermit: m.stay_permit,
      fatherName: m.father_name,
      fatherNik: m.father_nik,
      motherName: m.mother_name,
      motherNik: m.mother_nik,
    })),
  };
}
