import type { AidTarget } from '#lib/domain/aid-programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, type Person } from '#lib/server/population/index.ts';
import { findHolder, findHouseholdOf, type Bond } from './recipient-store.ts';

/** Why somebody cannot take part in a programme of this kind, or what binds them to it. */
export type Bound = { bond: Bond; person: Person } | { problem: string };

/** What binds a person to a programme: themselves, their family, their household, their group. */
export async function findBond(
  tx: VillageTx,
  target: AidTarget,
  residentId: string,
  groupName: string,
): Promise<Bound> {
  const person = await getPerson(tx, residentId);
  if (person.basicStatus === 2) return { problem: 'Orang ini sudah tercatat meninggal.' };
  if (person.basicStatus !== 1)
    return { problem: 'Orang ini tidak tercatat sebagai penduduk desa sekarang.' };
  const bond: Bond = { residentId, familyId: null, householdId: null, groupName: null };
  switch (target) {
    case 'person':
      return { bond, person };
    case 'family':
      if (person.familyId === null)
        return { problem: 'Orang ini tidak tercatat dalam KK. Bantuan ini untuk keluarga.' };
      return { bond: { ...bond, familyId: person.familyId }, person };
    case 'household': {
      const household = await findHouseholdOf(tx, residentId);
      if (!household)
        return {
          problem: 'Orang ini tidak tercatat dalam rumah tangga. Catat dulu rumah tangganya.',
        };
      return { bond: { ...bond, householdId: household.id }, person };
    }
    case 'group':
      if (groupName.length < 3)
        return { problem: 'Tulis nama kelompoknya, misalnya Kelompok Tani Sumber Rejeki.' };
      return { bond: { ...bond, groupName }, person };
  }
}

/** @throws Refusal 'invalid' where the person cannot take part or already does */
export async function requireBond(
  tx: VillageTx,
  programme: { id: string; target: AidTarget },
  residentId: string,
  groupName = '',
): Promise<{ bond: Bond; person: Person }> {
  const bound = await findBond(tx, programme.target, residentId, groupName);
  if ('problem' in bound) {
    const field: Record<string, string> =
      programme.target === 'group' ? { kelompok: bound.problem } : {};
    throw new Refusal('invalid', bound.problem, field);
  }
  if (await findHolder(tx, programme.id, bound.bond))
    throw new Refusal('conflict', alreadyThere[programme.target]);
  return bound;
}

export const alreadyThere: Record<AidTarget, string> = {
  person: 'Orang ini sudah ada di program ini.',
  family: 'Keluarga ini sudah ada di program ini.',
  household: 'Rumah tangga ini sudah ada di program ini.',
  group: 'Kelompok ini sudah ada di program ini.',
};
