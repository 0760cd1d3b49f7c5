import type { VillageTx } from '#lib/server/platform/index.ts';

export async function findTypeCode(tx: VillageTx, slug: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('letter_type_code')
    .select('code')
    .where('type_slug', '=', slug)
    .executeTakeFirst();
  return row?.code;
}

/** The codes that the village chose for its letter types, by slug. */
export async function findTypeCodes(tx: VillageTx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('letter_type_code').select(['type_slug', 'code']).execute();
  return new Map(rows.map((row) => [row.type_slug, row.code]));
}

export async function upsertTypeCode(
  tx: VillageTx,
  villageId: number,
  slug: string,
  code: string,
): Promise<void> {
  await tx
    .insertInto('letter_type_code')
    .values({ village_id: villageId, type_slug: slug, code })
    .onConflict((oc) => oc.columns(['village_id', 'type_slug']).doUpdateSet({ code }))
    .execute();
}

export async function deleteTypeCode(tx: VillageTx, slug: string): Promise<void> {
  await tx.deleteFrom('letter_type_code').where('type_slug', '=', slug).execute();
}

export async function findOwnCodes(tx: VillageTx): Promise<{ code: string; name: string }[]> {
  return tx.selectFrom('own_classification').select(['code', 'name']).orderBy('code').execute();
}

export async function upsertOwnCodes(
  tx: VillageTx,
  villageId: number,
  codes: readonly { code: string; name: string }[],
): Promise<void> {
  if (codes.length === 0) return;
  await tx
    .insertInto('own_classification')
    .values(codes.map(({ code, name }) => ({ village_id: villageId, code, name })))
    .onConflict((oc) =>
      oc.columns(['village_id', 'code']).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
    )
    .execute();
}

/** @returns whether it was there */
export async function deleteOwnCode(tx: VillageTx, code: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('own_classification')
    .where('code', '=', code)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
