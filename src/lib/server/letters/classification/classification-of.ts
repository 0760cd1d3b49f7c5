import type { LetterType } from '#lib/domain/letter-type.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findTypeCode } from './classification-store.ts';

/** The archive code of a letter: the one that the village has chosen for its type, else the type's own. */
export async function classificationOf(
  tx: VillageTx,
  type: Pick<LetterType, 'slug' | 'classification'>,
): Promise<string> {
  return (await findTypeCode(tx, type.slug)) ?? type.classification;
}
