import type { VillageTx } from '#lib/server/platform/index.ts';

export async function findTypeCode(tx: VillageTx, slug: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('letter_type_code')
    .select('code')
    .where('type_slug', '=', slug)
    .executeTakeFirst();
  return row?.code;
}
