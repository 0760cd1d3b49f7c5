import {
  findClassifications as findIn,
  searchable,
  type Classification,
} from '#lib/domain/find-classifications.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findOwnCodes } from './classification-store.ts';
import { shippedCodes } from './shipped-codes.ts';

/**
 * Archive codes by the beginning of a code or by words, slips forgiven; the village's own first.
 * @param most how many at the most
 */
export async function findClassifications(
  tx: VillageTx,
  typed: string,
  most = 20,
): Promise<Classification[]> {
  const own = (await findOwnCodes(tx)).map((one) => ({ ...one, list: 'own' as const }));
  return findIn([...searchable(own), ...shippedCodes()], typed.slice(0, 100), most);
}

/** The name of each of these codes, where a list has it. */
export async function nameCodes(
  tx: VillageTx,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const wanted = new Set(codes);
  const known = [...shippedCodes().toReversed(), ...(await findOwnCodes(tx))];
  return new Map(known.filter(({ code }) => wanted.has(code)).map((one) => [one.code, one.name]));
}
