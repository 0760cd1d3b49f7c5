import { requireResident } from '#lib/domain/authority.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { districtTitle, regencyTitle, villageTitle } from '#lib/domain/village-names.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent, recordEvents } from '#lib/server/audit/index.ts';
import {
  now,
  readStoredFile,
  type TypesetterImage,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFamilyCard, renderFamilyCard } from '../families/render-family-card.ts';
import { findFamily, getPerson } from '../person.ts';
import { familyRights } from './family-rights.ts';
import { getRecord } from './own-record.ts';
import { findReaches, getReach, today } from './reach.ts';
import { describeRecord, shownParts } from './record-view.ts';
import { renderBiodata } from './render-biodata.ts';

/** Whose copies the visitor may take. */
export interface Copies {
  /** Their own first. */
  people: { id: string; name: string }[];
  /** Whether they may take the family card's copy. */
  familyCard: boolean;
}

/** What the visitor may take a copy of: the records that they may open. */
export async function listCopies(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<Copies> {
  requireResident(visitor);
  const reaches = await findReaches(tx, village, visitor);
  return {
    people: reaches.map(({ person }) => ({ id: person.id, name: person.name })),
    familyCard: await mayTakeCard(tx, village, visitor),
  };
}

/**
 * Head and spouse: the card tells everyone's NIK and birth, children's among them, who are shown to
 * nobody else (docs/decisions/0016).
 */
async function mayTakeCard(tx: VillageTx, village: VillageContext, visitor: ResidentVisitor) {
  const person = await getPerson(tx, visitor.residentId);
  return familyRights(person, today(village)).opensMembers;
}

/**
 * The visitor's family card as a PDF for them to keep, marked as a copy. Recorded for each member: all
 * of them read who took it. The caller asks for a fresh proof first.
 * @throws Refusal 'not-found' unless the visitor is the head of a family or the head's spouse
 */
export async function takeFamilyCard(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<{ pdf: Uint8Array }> {
  requireResident(visitor);
  const { familyId } = await getPerson(tx, visitor.residentId);
  const allowed = familyId !== null && (await mayTakeCard(tx, village, visitor));
  const card = allowed ? await findFamilyCard(tx, familyId) : undefined;
  if (!card)
    throw new Refusal(
      'not-found',
      'Salinan kartu keluarga hanya bisa diambil oleh kepala keluarga dan pasangannya.',
    );
  const members = await findFamily(tx, visitor.residentId);
  await recordEvents(
    tx,
    village.id,
    visitor,
    members.map(({ id }) => ({ action: 'population.copy-family-card', residentId: id })),
  );
  return renderFamilyCard(village, card, today(village), now());
}

/**
 * A record that the visitor may open as a PDF for them to keep, NIK and KK in full, marked as a copy.
 * Recorded as a reading of that person's data. The caller asks for a fresh proof first.
 * @throws Refusal 'not-found' for a record that is not theirs to open
 */
export async function takeBiodata(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  residentId: string,
): Promise<{ pdf: Uint8Array }> {
  requireResident(visitor);
  const { person, audience } = await getReach(tx, village, visitor, residentId);
  const row = await getRecord(tx, person.id);
  const at = now();
  await recordEvent(tx, village.id, visitor, {
    action: audience === 'own' ? 'population.copy-own' : 'population.copy-member',
    residentId: person.id,
  });
  const office = villageTitle(village);
  return renderBiodata(
    {
      office: [office, districtTitle(village), regencyTitle(village)].join(', '),
      author: `Pemerintah ${office}`,
      name: person.name,
      foot: `Diambil oleh ${visitor.name} dari data ${office} pada ${formatDateTime(at, village.timeZone)}. Salinan ini tidak ditandatangani dan tidak berlaku sebagai bukti.`,
      parts: shownParts(describeRecord(row, { numbers: true }), audience),
      photo: row.photo_file_id ? await findPicture(tx, village.id, row.photo_file_id) : null,
    },
    at,
  );
}

async function findPicture(tx: VillageTx, villageId: number, id: string): Promise<TypesetterImage> {
  const { content, mediaType } = await readStoredFile(tx, villageId, id);
  return { bytes: content, format: mediaType === 'image/png' ? 'png' : 'jpg' };
}
