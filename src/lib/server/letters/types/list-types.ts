import { requireOfficer } from '#lib/domain/authority.ts';
import { readLetterSource } from '#lib/domain/letter-source.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findTypes } from '../counter/find-types.ts';
import { shippedTypes } from '../type-files.ts';
import { hasShippedNews, judge, originOf, type Origin } from './open-type.ts';
import { countUses, findTypeRows, type TypeRow } from './type-store.ts';
import { inForce, inOrder } from './village-types.ts';

/** One line of the office's list of letter types. */
export interface ListedType {
  slug: string;
  name: string;
  code: string;
  group: LetterType['group'];
  origin: Origin;
  retired: boolean;
  /** Whether it was ever published; else residents do not see it. */
  published: boolean;
  /** Whether a change is under way. */
  changing: boolean;
  shippedNews: boolean;
  /** How many requests were sent. */
  uses: number;
}

/** Every letter type of the village in its order, retired ones too. `search` narrows. */
export async function listTypes(
  tx: VillageTx,
  visitor: Visitor,
  search = '',
): Promise<ListedType[]> {
  requireOfficer(visitor, 'letter-types.edit');
  const touched = await findTypeRows(tx);
  const uses = await countUses(tx);
  const rows = new Map(touched.map((row) => [row.slug, row]));
  const shipped = [...shippedTypes().values()].filter(({ slug }) => !rows.has(slug));
  const types = [...shipped, ...touched.flatMap((row) => shown(row) ?? [])];
  return inOrder(findTypes(types, search), touched).map(({ slug, name, code, group }) => {
    const row = rows.get(slug);
    return {
      slug,
      name,
      code,
      group,
      origin: originOf(slug, row),
      retired: row?.retired_at != null,
      published: shippedTypes().has(slug) || row?.published != null,
      changing: row?.draft != null,
      shippedNews: hasShippedNews(slug, row),
      uses: uses.get(slug) ?? 0,
    };
  });
}

/** What is in force of a type that the village touched, else what is being written. */
const shown = (row: TypeRow) =>
  inForce(row) ??
  (row.draft === null ? undefined : judge(readLetterSource(row.draft), row.slug).type);
