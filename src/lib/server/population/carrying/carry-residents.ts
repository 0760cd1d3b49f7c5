import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { RegisterEntry } from '../importing/register-entry.ts';
import { nextTemporaryNiks } from '../temporary-niks.ts';
import { findSought, type Found } from './match-store.ts';
import { type CarriedOutcome, type CarriedRow, writeRows } from './rows-store.ts';

/** A resident from elsewhere, read and found good (importing/read-row.ts). */
export interface CarriedResident {
  ref: string;
  entry: RegisterEntry;
  /** Where they belong here; null says that they belong to none, undefined says nothing. */
  familyId: string | null | undefined;
  areaId: string | undefined;
  householdId: string | null | undefined;
}

/** Who on the register each of them is; whoever is not among the answers is new. */
export async function matchResidents(
  tx: VillageTx,
  residents: readonly Pick<CarriedResident, 'ref' | 'entry'>[],
  known: ReadonlyMap<string, string>,
): Promise<Map<string, Found>> {
  const found = await findSought(
    tx,
    residents.map(({ ref, entry }) => ({
      ref,
      known: known.get(ref) ?? null,
      nik: entry.nik,
      name: entry.name ?? '',
      sex: entry.sex ?? 0,
      birthDate: entry.birth_date ?? null,
      birthPlace: entry.birth_place ?? '',
    })),
  );
  return new Map(found.map((one) => [one.ref, one]));
}

/**
 * Puts residents on the register or brings their records up to date. Who has no NIK gets a temporary
 * one, above those given so far.
 * @param ids who is on the register already
 * @param above the highest temporary NIK that is yet to come, if any
 */
export async function carryResidents(
  tx: VillageTx,
  village: VillageContext,
  residents: readonly CarriedResident[],
  ids: ReadonlyMap<string, string>,
  above = '',
): Promise<CarriedOutcome[]> {
  const rows = residents.map(({ ref, entry, ...places }): CarriedRow => {
    const data = { ...registerColumns(entry), ...placeColumns(places) };
    return { ref, id: ids.get(ref) ?? null, data };
  });
  const without = rows.filter(({ data }) => data.nik === null);
  for (const { data } of without.filter(({ id }) => id !== null)) {
    // Whoever it means may have a NIK by now.
    delete data.nik;
    delete data.nik_temporary;
  }
  const newOnes = without.filter(({ id }) => id === null);
  const niks =
    newOnes.length > 0 ? await nextTemporaryNiks(tx, village, newOnes.length, above) : [];
  newOnes.forEach(({ data }, at) => (data.nik = niks[at]));
  return writeRows(tx, 'resident', rows, now());
}

/** What an entry says of the resident alone, without family, household and place. */
function registerColumns(entry: RegisterEntry): Record<string, unknown> {
  const { only_update, kk_number, hamlet, rw, rt, ...own } = entry;
  void [only_update, kk_number, hamlet, rw, rt];
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !name.startsWith('kk_') && !name.startsWith('rtm_')),
  );
}

// JSON leaves out what is undefined: it says nothing.
const placeColumns = (places: Pick<CarriedResident, 'familyId' | 'areaId' | 'householdId'>) => ({
  family_id: places.familyId,
  household_id: places.householdId,
  area_id: places.areaId,
});
