import { formatDateShort } from '#lib/domain/dates-id.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { searchResidents, type ResidentSearch } from '#lib/server/population/index.ts';

const most = 15;

/** People to choose from, for PickResident; undefined where nothing was typed. */
export async function findPeople(
  tx: VillageTx,
  visitor: Visitor,
  search: string,
  narrowed: Omit<ResidentSearch, 'search'> = { basicStatus: 1 },
): Promise<{ id: string; name: string; about: string }[] | undefined> {
  if (!search) return undefined;
  const { items } = await searchResidents(tx, visitor, { search, page: 1, ...narrowed });
  return items.slice(0, most).map(({ id, name, birthDate, place, status }) => ({
    id,
    name,
    about: [birthDate && formatDateShort(birthDate), place, status].filter(Boolean).join(' · '),
  }));
}
