import { createHash } from 'node:crypto';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { ColumnKey } from '../columns.ts';

type Columns = (ColumnKey | null)[];

const keyOf = (headings: readonly string[]): Buffer =>
  createHash('sha256').update(JSON.stringify(headings)).digest();

/** How a file with these headings was matched the last time. */
export async function findMatching(
  tx: VillageTx,
  headings: readonly string[],
): Promise<Columns | undefined> {
  const row = await tx
    .selectFrom('import_matching')
    .select('columns')
    .where('headings', '=', keyOf(headings))
    .executeTakeFirst();
  return row?.columns as Columns | undefined;
}

/** Keeps a matching for the next file with the same headings. */
export async function keepMatching(
  tx: VillageTx,
  kept: { villageId: number; headings: readonly string[]; columns: Columns; at: Date },
): Promise<void> {
  const columns = JSON.stringify(kept.columns);
  await tx
    .insertInto('import_matching')
    .values({
      village_id: kept.villageId,
      headings: keyOf(kept.headings),
      columns,
      used_at: kept.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['village_id', 'headings']).doUpdateSet({ columns, used_at: kept.at }),
    )
    .execute();
}
