import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from './access/index.ts';
import { withVillage } from './platform/index.ts';
import { type AskedExport, takeOutBook, type TakenBook } from './population/index.ts';
import type { VillageContext } from './villages/index.ts';

/**
 * A register to take out of the house: for a book about persons the officer proves lately who they
 * are (ASVS 7.5.3); the recapitulation holds figures only.
 * @throws Refusal 'proof-needed'
 */
export async function takeOutRegister(
  village: VillageContext,
  visitor: Visitor,
  asked: AskedExport,
): Promise<TakenBook> {
  requireOfficer(visitor, 'registers.read');
  if (asked.book !== 'rekapitulasi') requireFreshProof(visitor);
  return withVillage(village.id, (tx) => takeOutBook(tx, village, visitor, asked));
}
