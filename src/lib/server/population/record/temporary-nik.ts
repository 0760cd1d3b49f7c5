import { temporaryNik } from '#lib/domain/nik.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findHighestNik } from './nik-store.ts';

/**
 * The next temporary NIKs of the village: they go on from the highest that it has given. Nobody else
 * is given one until the transaction ends.
 */
export async function nextTemporaryNiks(
  tx: VillageTx,
  village: Pick<VillageContext, 'regionCode'>,
  count: number,
): Promise<string[]> {
  const code = village.regionCode.replaceAll('.', '');
  let serial = Number((await findHighestNik(tx, `0${code}`))?.slice(11) ?? 0);
  return Array.from({ length: count }, () => {
    serial += 1;
    // A serial that ends in 0000 is none (domain/nik.ts).
    if (serial % 10_000 === 0) serial += 1;
    return temporaryNik(code, serial);
  });
}
