import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findNamedResidents, type NamedResident } from '../own/names.ts';
import { getPerson } from '../person.ts';
import { findDoubles, type LikelyDouble } from './find-doubles.ts';
import { requireEditor } from './record-policy.ts';

/**
 * Whom a record could be merged with: records that look like the same person, and those that an
 * officer looks for by name or NIK. Lists no more than a search does.
 */
export async function suggestDoubles(
  tx: VillageTx,
  visitor: Visitor,
  asked: { residentId: string; search: string },
): Promise<{ name: string; likely: LikelyDouble[]; found: NamedResident[] | undefined }> {
  requireEditor(visitor);
  const person = await getPerson(tx, asked.residentId);
  const { name, birthDate } = person;
  const nik = person.nikTemporary ? null : person.nik;
  const others = <T extends { id: string }>(list: T[]) =>
    list.filter(({ id }) => id !== asked.residentId);
  return {
    name,
    likely: others(await findDoubles(tx, { name, birthDate, nik })),
    found:
      asked.search === '' ? undefined : others(await findNamedResidents(tx, visitor, asked.search)),
  };
}
