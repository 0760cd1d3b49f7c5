import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getEditable } from '../save-draft.ts';
import { insertAttachment, type RequestRow } from '../store.ts';
import { findOffers, type PaperOffer } from './find-offers.ts';
import { insertSeenPaper, lockFiles } from './paper-store.ts';

const gone = () =>
  new Refusal(
    'not-found',
    'Berkas ini tidak ada lagi di desa, atau sudah terlalu lama. Lampirkan yang baru.',
  );

/**
 * Takes a paper that the village holds for one requirement of a request, instead of a new one. The
 * files are not copied, and how long they are kept is still counted from the request for which they
 * were brought (drop-old.ts). Recorded.
 * @throws Refusal 'not-found' where nothing is offered for it
 */
export async function reusePaper(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; requirement: string },
): Promise<void> {
  const request = await getEditable(tx, visitor, input.requestId);
  const offer = (await findOffers(tx, village, visitor, request)).get(input.requirement);
  const fileIds = offer?.files.map((file) => file.file_id) ?? [];
  const there = await lockFiles(tx, [...new Set(fileIds)], 'shared');
  if (!offer || fileIds.some((id) => !there.includes(id))) throw gone();
  const about = {
    village_id: village.id,
    request_id: request.id,
    requirement: input.requirement,
    paper: offer.paper,
  };
  for (const file of offer.files)
    await insertAttachment(tx, {
      ...about,
      file_id: file.file_id,
      file_name: file.file_name,
      family_id: file.family_id,
      taken_at: file.taken_at,
      reused_from: file.id,
      added_at: now(),
    });
  if (offer.seenId)
    await insertSeenPaper(tx, { ...about, seen_at: offer.takenAt, relies_on: offer.seenId });
  await record(tx, village, visitor, request, 'letters.reuse-paper', offer);
}

/**
 * A file that is offered for a request, to look at before it is chosen. Recorded: whoever it is about
 * reads who looked.
 * @throws Refusal 'not-found' for one that is not offered
 */
export async function openOfferedFile(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; fileId: string },
) {
  const request = await getEditable(tx, visitor, input.requestId);
  const offers = [...(await findOffers(tx, village, visitor, request)).values()];
  const offer = offers.find(({ files }) => files.some(({ id }) => id === input.fileId));
  const file = offer?.files.find(({ id }) => id === input.fileId);
  if (!offer || !file) throw gone();
  await record(tx, village, visitor, request, 'letters.read-paper', offer);
  return readStoredFile(tx, village.id, file.file_id);
}

function record(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  request: RequestRow,
  action: string,
  offer: PaperOffer,
) {
  return recordEvent(tx, village.id, visitor, {
    action,
    subjectKind: 'request',
    subjectId: request.id,
    residentId: offer.files[0]?.subject_id ?? request.subject_id ?? undefined,
    details: { paper: offer.paper },
  });
}
