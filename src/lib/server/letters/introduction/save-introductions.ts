import { requireOfficer } from '#lib/domain/authority.ts';
import { introductionOf } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { changeProfile, type VillageContext } from '#lib/server/villages/index.ts';
import { letterTypes } from '../types/village-types.ts';

/**
 * For which letters the head of the RT or RW is asked on screen, and how many working days they have.
 * The caller calls refreshVillages() once it is committed.
 * Only letters that ask for an introduction can be chosen.
 * @throws Refusal 'invalid' at `hari`, 'forbidden'
 */
export async function saveIntroductions(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: { slugs: readonly string[]; days: string },
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const days = /^\d{1,2}$/.test(typed.days.trim()) ? Number(typed.days) : 0;
  if (days < 1 || days > 10) {
    const message = 'Isi waktu menjawab antara 1 dan 10 hari kerja.';
    throw new Refusal('invalid', message, { hari: message });
  }
  const offered = [...(await letterTypes(tx)).values()]
    .filter((type) => introductionOf(type))
    .map(({ slug }) => slug);
  await changeProfile(tx, village.id, visitor, {
    introducedLetters: offered.filter((slug) => typed.slugs.includes(slug)),
    introductionDays: days,
  });
}
