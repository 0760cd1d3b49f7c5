import { HEAD, relationOfNewborn } from '#lib/domain/family-relations.ts';
import { kkProblem } from '#lib/domain/kk.ts';
import { newcomerFields, readNewcomer } from '#lib/domain/newcomer.ts';
import { type EventKind, INVALID, LIVING } from '#lib/domain/event-rules.ts';
import { eventProblems } from '#lib/domain/population-event.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findPersonRow } from '../person-store.ts';
import {
  findFamilyIdByKk,
  insertFamily,
  lockFamilyRow,
  updateFamily,
  updateResidents,
} from '../families/family-store.ts';
import { findLivingMembers } from '../families/settle-family.ts';
import { nextTemporaryNiks } from '../temporary-niks.ts';
import {
  findResidentByNik,
  findSamePerson,
  insertResident,
  lockEventPersons,
} from './event-store.ts';
import { type Befallen, type EventInHand, refuse } from './event-in-hand.ts';

const NO_MOTHER = 'Pilih ibunya, atau tulis namanya.';

/** What is wrong or missing in what was typed of somebody whom an event brings, by the form's fields. */
export function newcomerProblems(
  kind: EventKind,
  typed: EventInHand['typed'],
): Record<string, string> {
  const { errors } = readNewcomer(newcomerFields[kind] ?? [], typed);
  if (kind === 'birth' && !typed.ibu && !typedLine(typed['nama-ibu'] ?? ''))
    errors['nama-ibu'] = NO_MOTHER;
  return errors;
}

/** Puts somebody who was born or who moved in on the register, into a family. */
export async function bringNewcomer(
  tx: VillageTx,
  village: VillageContext,
  event: EventInHand,
): Promise<Befallen[]> {
  return event.kind === 'birth' ? bear(tx, village, event) : letIn(tx, village, event);
}

async function bear(
  tx: VillageTx,
  village: VillageContext,
  event: EventInHand,
): Promise<Befallen[]> {
  const { typed, days } = event;
  const { values, errors } = readNewcomer(newcomerFields.birth!, typed);
  const familyId = typed.keluarga ?? '';
  const members = familyId ? await findLivingMembers(tx, familyId) : [];
  const parent = async (id: string | undefined) =>
    members.some((member) => member.id === id) ? findPersonRow(tx, id!) : undefined;
  const mother = await parent(typed.ibu);
  const father = await parent(typed.ayah);
  const motherName = mother?.name ?? typedLine(typed['nama-ibu'] ?? '').toUpperCase();
  if (!motherName) errors['nama-ibu'] = NO_MOTHER;
  if (members.length === 0)
    errors[''] = 'Keluarga ini tidak ada. Mulai lagi dari memilih ibu atau ayah.';
  refuse(errors);
  const family = (await lockFamilyRow(tx, familyId))!;
  const kin = mother ?? father;
  const own = {
    education: 1,
    occupation: 1,
    marital_status: 1,
    relation: relationOfNewborn(kin?.relation ?? null),
    ...(kin?.religion && { religion: kin.religion }),
    ...values,
    birth_date: days.occurredOn,
    mother_name: motherName,
    father_name: father?.name ?? typedLine(typed['nama-ayah'] ?? '').toUpperCase(),
    ...(mother && !mother.nik_temporary && { mother_nik: mother.nik }),
    ...(father && !father.nik_temporary && { father_nik: father.nik }),
  };
  if (own.relation === HEAD) refuse({ hubungan: 'Bayi tidak dapat menjadi kepala keluarga.' });
  const place = { family_id: familyId, area_id: family.area_id, address: family.address };
  return [await putOnRegister(tx, village, event, own, place)];
}

async function letIn(
  tx: VillageTx,
  village: VillageContext,
  event: EventInHand,
): Promise<Befallen[]> {
  const { typed, details } = event;
  const { values, errors } = readNewcomer(newcomerFields.arrival!, typed);
  if (values.birth_date && String(values.birth_date) > event.days.occurredOn)
    errors['tanggal-lahir'] = 'Tanggal lahir tidak mungkin sesudah kedatangannya.';
  const home = await findHome(tx, village, event, Number(values.relation ?? 0), errors);
  refuse(errors);
  const own = {
    ...values,
    ...(home.family_id ? {} : { relation: null }),
    previous_address: String(details.origin),
    ...(home.previousKk && { previous_kk: home.previousKk }),
  };
  const { family_id, area_id, address } = home;
  const befallen = await putOnRegister(tx, village, event, own, { family_id, area_id, address });
  if (family_id && values.relation === HEAD)
    await updateFamily(tx, family_id, { head_id: befallen.residentId, closed_on: null });
  return [befallen];
}

/** What a newcomer's record starts with, by column. */
type Newcomer = Record<string, string | number | null>;

interface Home {
  family_id: string | null;
  area_id: string | null;
  address: string;
  previousKk: string;
}

/** Where somebody moves in: a family of the village, a new one, or none. Adds what is wrong to `errors`. */
async function findHome(
  tx: VillageTx,
  village: VillageContext,
  { typed, days, details }: EventInHand,
  relation: number,
  errors: Record<string, string>,
): Promise<Home> {
  const kk = (typed.kk ?? '').replace(/[\s.-]/g, '');
  const previousKk = (typed['kk-asal'] ?? '').replace(/[\s.-]/g, '');
  const problem = kk && kkProblem(kk);
  if (problem) errors.kk = `Tulis ${problem}.`;
  if (previousKk && !/^\d{16}$/.test(previousKk))
    errors['kk-asal'] = 'Tulis 16 angka nomor KK asal, atau kosongkan.';
  const areaId = typed.wilayah || null;
  const address = typedLine(typed.alamat ?? '').slice(0, 200);
  const known = typed.keluarga || (kk && !problem ? await findFamilyIdByKk(tx, kk) : undefined);
  const family = known ? await lockFamilyRow(tx, known) : undefined;
  if (known && family) {
    const living = await findLivingMembers(tx, known);
    const hasHead = living.some(({ id }) => id === family.head_id);
    if (!relation) errors.hubungan = 'Pilih hubungannya dengan kepala keluarga.';
    else if (hasHead && relation === HEAD)
      errors.hubungan = 'Keluarga ini sudah punya kepala. Pilih hubungan yang lain.';
    else if (!hasHead && relation !== HEAD)
      errors.hubungan = 'Keluarga ini belum punya kepala: catat kepala keluarganya dahulu.';
    return {
      family_id: known,
      area_id: family.area_id ?? areaId,
      address: family.address || address,
      previousKk,
    };
  }
  if (!areaId) errors.wilayah = 'Pilih dusun, RW, dan RT tempat tinggalnya.';
  if (!kk) return { family_id: null, area_id: areaId, address, previousKk };
  if (relation !== HEAD)
    errors.hubungan =
      'Nomor KK ini baru di desa: catat kepala keluarganya dahulu, lalu anggotanya.';
  if (Object.keys(errors).length) return { family_id: null, area_id: null, address, previousKk };
  const familyId = await insertFamily(tx, {
    village_id: village.id,
    kk_number: kk,
    area_id: areaId,
    address,
    registered_on: days.occurredOn,
    created_at: now(),
    updated_at: now(),
  });
  details.familyMade = familyId;
  return { family_id: familyId, area_id: areaId, address, previousKk };
}

/** A new record; or, for somebody whom the register knows from before, theirs again. */
async function putOnRegister(
  tx: VillageTx,
  village: VillageContext,
  event: EventInHand,
  own: Newcomer,
  place: Omit<Home, 'previousKk'>,
): Promise<Befallen> {
  const nik = typeof own.nik === 'string' ? own.nik : undefined;
  const known = nik ? await findResidentByNik(tx, nik) : undefined;
  if (known) return reactivate(tx, event, known, own, place);
  const same = await findSamePerson(tx, {
    name: String(own.name),
    birth_date: String(own.birth_date),
    sex: Number(own.sex),
  });
  if (same)
    refuse({
      nama: `${same.name} dengan tanggal lahir yang sama sudah tercatat sebagai warga. Bila memang orang lain, tambahkan pembeda pada namanya.`,
    });
  const [temporary] = nik ? [] : await nextTemporaryNiks(tx, village, 1);
  event.details.newcomer = 1;
  const residentId = await insertResident(tx, {
    ...(own as { name: string; sex: number }),
    ...place,
    village_id: village.id,
    nik: nik ?? temporary!,
    nik_temporary: !nik,
    created_at: now(),
    updated_at: now(),
  });
  return { residentId, before: undefined };
}

async function reactivate(
  tx: VillageTx,
  { kind, days, details }: EventInHand,
  known: { id: string; name: string; basic_status: number; merged_into: string | null },
  own: Newcomer,
  place: Omit<Home, 'previousKk'>,
): Promise<Befallen> {
  if (known.merged_into || (kind === 'birth' && known.basic_status !== INVALID))
    refuse({ nik: `NIK ini sudah tercatat atas nama ${known.name}.` });
  if (known.basic_status === LIVING)
    refuse({ nik: `NIK ini milik ${known.name}, yang sudah tercatat sebagai warga desa ini.` });
  const [person] = await lockEventPersons(tx, [known.id]);
  if (known.basic_status !== INVALID)
    refuse(
      eventProblems(
        {
          name: known.name,
          basicStatus: known.basic_status,
          residence: person!.residence,
          birthDate: person!.birth_date,
          last: person!.last ?? undefined,
        },
        kind,
        days.occurredOn,
        details,
      ),
    );
  await updateResidents(tx, [known.id], { ...own, ...place, basic_status: LIVING });
  return { residentId: known.id, before: known.basic_status };
}
