import type { VillageTx } from '#lib/server/platform/index.ts';

/** All areas: hamlet, RW, RT, in this order. */
export async function findAreaRows(tx: VillageTx) {
  return tx
    .selectFrom('area')
    .select(['id', 'hamlet', 'rw', 'rt'])
    .orderBy('hamlet')
    .orderBy('rw')
    .orderBy('rt')
    .execute();
}
export type AreaRow = Awaited<ReturnType<typeof findAreaRows>>[number];
