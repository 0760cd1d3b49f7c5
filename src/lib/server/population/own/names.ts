import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findIdOfNik, findNameRows, findNamesLike } from './record-store.ts';

/** Names of residents by id, for lists that mention people. */
export async function findNames(
  tx: VillageTx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await findNameRows(tx, wanted)).map((row) => [row.id, row.name]));
}

/** A resident whose name fits what was typed. */
export interface NamedResident {
  id: string;
  name: string;
  place: string;
}

const most = 12;

/**
 * Residents by part of their name, or one by the whole NIK, for narrowing down a list.
 * @throws Refusal unless the visitor may read the register
 */
export async function findNamedResidents(
  tx: VillageTx,
  visitor: Visitor,
  typed: string,
): Promise<NamedResident[]> {
  requireOfficer(visitor, 'residents.read');
  const digits = typed.replace(/[\s.-]/g, '');
  if (/^\d{16}$/.test(digits)) {
    const id = await findIdOfNik(tx, digits);
    if (!id) return [];
    const name = (await findNames(tx, [id])).get(id) ?? '';
    return [{ id, name, place: '' }];
  }
  const rows = await findNamesLike(tx, typed, most);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    place: [row.hamlet, row.rt && `RT ${row.rt}`].filter(Boolean).join(' '),
  }));
}
