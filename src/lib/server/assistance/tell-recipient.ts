import { ageOn } from '#lib/domain/dates-id.ts';
import { HEAD } from '#lib/domain/family-relations.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, type VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from './policy.ts';
import type { RecipientRow } from './recipient-store.ts';

/** Under this age somebody of the family reads it for them. */
const grown = 17;

/**
 * Tells those whom a recipient's aid concerns: in whose name it is, and the head of the family where
 * it is the family's, or where that person is a child. Who has left the family is not told any more.
 * @param words the rest of a sentence: "sudah ditetapkan."
 */
export async function tellRecipient(
  tx: VillageTx,
  village: VillageContext,
  row: RecipientRow,
  words: string,
): Promise<void> {
  const holder = await getPerson(tx, row.resident_id);
  const told = new Set<string>();
  const belongs = row.family_id === null || holder.familyId === row.family_id;
  if (holder.basicStatus === 1 && belongs) told.add(holder.id);
  const headId = row.family_id ? row.head_id : await headOfChild(tx, village, row);
  if (headId !== null && (await getPerson(tx, headId)).basicStatus === 1) told.add(headId);
  for (const residentId of told) {
    const whom = residentId === row.resident_id ? '' : ` untuk ${row.name}`;
    await announce(tx, village.id, residentTopic, {
      residentId,
      text: `Bantuan ${row.programme_name}${whom} ${words}`,
      link: `/layanan-mandiri/bantuan-sosial/${row.id}`,
    });
  }
}

async function headOfChild(
  tx: VillageTx,
  village: VillageContext,
  row: RecipientRow,
): Promise<string | null> {
  if (row.birth_date === null || ageOn(row.birth_date, today(village)) >= grown) return null;
  const family = await findFamily(tx, row.resident_id);
  return family.find(({ relation }) => relation === HEAD)?.id ?? null;
}
