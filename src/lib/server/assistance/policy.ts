import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findProgrammeLocked, findProgrammeRow, type Programme } from './programme-store.ts';
import { findRecipientLocked, findRecipientRow, type RecipientRow } from './recipient-store.ts';

/** The village's day, 'YYYY-MM-DD'. */
export const today = (village: VillageContext) => villageDate(now(), village.timeZone);

/** @throws Refusal 'not-found' */
export async function getProgramme(tx: VillageTx, id: string): Promise<Programme> {
  const found = await findProgrammeRow(tx, id);
  if (!found) throw new Refusal('not-found', 'Program bantuan ini tidak ada.');
  return found;
}

/**
 * A programme that can still be worked on, held until the transaction ends.
 * @throws Refusal 'not-found'; 'conflict' once it is closed
 */
export async function getOpenProgramme(tx: VillageTx, id: string): Promise<Programme> {
  const found = await findProgrammeLocked(tx, id);
  if (!found) throw new Refusal('not-found', 'Program bantuan ini tidak ada.');
  if (found.closed)
    throw new Refusal(
      'conflict',
      'Program ini sudah ditutup. Buka kembali dulu untuk mengubahnya.',
    );
  return found;
}

/** @throws Refusal 'not-found' */
export async function getRecipient(tx: VillageTx, id: string): Promise<RecipientRow> {
  const found = await findRecipientRow(tx, id);
  if (!found) throw new Refusal('not-found', 'Penerima bantuan ini tidak ada.');
  return found;
}

/**
 * A recipient that can be worked on, held until the transaction ends. The programme is held first, by
 * everybody, so that nobody waits in a circle.
 * @throws Refusal 'not-found'; 'conflict' once the programme is closed
 */
export async function holdRecipient(tx: VillageTx, id: string): Promise<RecipientRow> {
  const { programme_id } = await getRecipient(tx, id);
  await getOpenProgramme(tx, programme_id);
  const held = await findRecipientLocked(tx, id);
  if (!held) throw new Refusal('not-found', 'Penerima bantuan ini tidak ada.');
  return held;
}

/** Nobody decides on aid for themselves or for their family. */
export async function isOwnMatter(
  tx: VillageTx,
  officer: StaffVisitor,
  concerned: { residentIds: readonly string[]; familyId: string | null },
): Promise<boolean> {
  const self = officer.residentId;
  if (self === null) return false;
  if (concerned.residentIds.includes(self)) return true;
  const { familyId } = await getPerson(tx, self);
  if (familyId === null) return false;
  if (familyId === concerned.familyId) return true;
  for (const id of concerned.residentIds)
    if ((await getPerson(tx, id)).familyId === familyId) return true;
  return false;
}

/** @throws Refusal 'forbidden' for one's own or one's family's */
export async function requireNotOwn(
  tx: VillageTx,
  officer: StaffVisitor,
  concerned: { residentIds: readonly string[]; familyId: string | null },
): Promise<void> {
  if (await isOwnMatter(tx, officer, concerned))
    throw new Refusal(
      'forbidden',
      'Ini menyangkut Anda atau keluarga Anda. Minta petugas lain yang mengerjakannya.',
    );
}
