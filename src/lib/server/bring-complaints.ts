import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import {
  type CarriedComplaint,
  getComplaintToBring,
  listCarriedComplaints,
  openCarriedComplaint,
  type OpenedComplaint,
} from './opensid/index.ts';
import type { VillageTx } from './platform/index.ts';
import type { VillageContext } from './villages/index.ts';
import { findTakenOver, takeOverVoice } from './voices/index.ts';

/** The ticket number of the voice that a complaint became; undefined where it did not. */
type Went = { reference: string | undefined };

/**
 * Complaints that came over from OpenSID. One that became a voice about the officer who asks is not
 * among them, as the voice itself is not.
 * @throws Refusal 'forbidden'
 */
export async function listOldComplaints(
  tx: VillageTx,
  visitor: Visitor,
  asked: { words?: string; done?: boolean; page: number },
): Promise<{ items: (CarriedComplaint & Went)[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'voices.read');
  const { references, hidden } = await findTakenOver(tx, visitor);
  const found = await listCarriedComplaints(tx, visitor, { ...asked, hidden });
  return {
    ...found,
    items: found.items.map((item) => ({ ...item, reference: references.get(item.id) })),
  };
}

/** How many were not done and did not go on as a voice yet. @throws Refusal 'forbidden' */
export async function countUnfinishedComplaints(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'voices.read');
  const { references, hidden } = await findTakenOver(tx, visitor);
  const left = { done: false, hidden: [...references.keys(), ...hidden], page: 1 };
  return (await listCarriedComplaints(tx, visitor, left)).total;
}

/** One with its answers; recorded. @throws Refusal 'forbidden', 'not-found' */
export async function openOldComplaint(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<OpenedComplaint & Went> {
  requireOfficer(visitor, 'voices.read');
  const { references, hidden } = await findTakenOver(tx, visitor);
  if (hidden.includes(id)) throw new Refusal('not-found', 'Pengaduan ini tidak ditemukan.');
  const opened = await openCarriedComplaint(tx, villageId, visitor, id);
  return { ...opened, reference: references.get(id) };
}

/**
 * Goes on with one as a voice: it is verified, given to somebody and answered like any other.
 * @returns the ticket number
 * @throws Refusal 'forbidden', 'not-found', 'conflict' once it is done, 'invalid' by field (voices/take-over.ts)
 */
export async function bringComplaint(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; typed: Readonly<Record<string, string>> },
): Promise<string> {
  requireOfficer(visitor, 'voices.verify');
  const { hidden } = await findTakenOver(tx, visitor);
  if (hidden.includes(input.id)) throw new Refusal('not-found', 'Pengaduan ini tidak ditemukan.');
  const complaint = await getComplaintToBring(tx, input.id);
  if (complaint.done)
    throw new Refusal(
      'conflict',
      'Pengaduan ini sudah selesai di OpenSID. Tidak perlu dilanjutkan.',
    );
  return takeOverVoice(tx, village, visitor, { key: input.id, ...complaint }, input.typed);
}
