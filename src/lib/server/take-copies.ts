import type { Visitor } from '#lib/domain/visitor.ts';
import { requireResident } from '#lib/domain/authority.ts';
import { requireFreshProof } from './access/index.ts';
import { withVillage } from './platform/index.ts';
import { takeBiodata, takeFamilyCard } from './population/index.ts';
import type { VillageContext } from './villages/index.ts';

/**
 * *Salinan biodata*: NIK and KK leave in full, so the PIN is asked again as for taking all data along.
 * @throws Refusal 'proof-needed' unless the PIN was given within the last minutes
 */
export async function copyBiodata(
  village: VillageContext,
  visitor: Visitor,
  residentId: string,
): Promise<{ pdf: Uint8Array }> {
  requireResident(visitor);
  requireFreshProof(visitor);
  return withVillage(village.id, (tx) => takeBiodata(tx, village, visitor, residentId));
}

/**
 * *Salinan kartu keluarga*, for head and spouse.
 * @throws Refusal 'proof-needed' unless the PIN was given within the last minutes
 */
export async function copyFamilyCard(
  village: VillageContext,
  visitor: Visitor,
): Promise<{ pdf: Uint8Array }> {
  requireResident(visitor);
  requireFreshProof(visitor);
  return withVillage(village.id, (tx) => takeFamilyCard(tx, village, visitor));
}
