import { temporaryNik } from '#lib/domain/nik.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findHighestNik } from './nik-store.ts';

/**
 * The next temporary NIKs of a village: they go on from the highest that it has given.
 * @param above a temporary NIK that is yet to come and above which they must lie
 */
export async function nextTemporaryNiks(
  tx: VillageTx,
  village: Pick<VillageContext, 'regionCode'>,
  count: number,
  above = '',
): Promise<string[]> {
  const code = village.regionCode.replaceAll('.', '');
  const highest = (await findHighestNik(tx, `0${code}`)) ?? '';
  const last = above.startsWith(`0${code}`) && above > highest ? above : highest;
  let serial = Number(last.slice(11) || 0);
  return Array.from({ length: count }, () => {
    serial += 1;
    // A serial that ends in 0000 is none (see nik.ts).
    if (serial % 10_000 === 0) serial += 1;
    return temporaryNik(code, serial);
  });
}
