import { requirementsFor } from '#lib/domain/letter-type.ts';
import { mayOffer, type Paper, paperOf, type PaperWish } from '#lib/domain/papers.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findPaperRights, getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { typeOf } from '../request-context.ts';
import { findAttachments, type RequestRow } from '../store.ts';
import { findHeldFiles, findReliedOn, findSeenPapers } from './paper-store.ts';

type HeldFile = Awaited<ReturnType<typeof findHeldFiles>>[number];

/** A paper that the village holds already, offered for one requirement of a request. */
export interface PaperOffer {
  paper: Paper;
  takenAt: Date;
  /** What was brought; none where an officer saw the original. */
  files: HeldFile[];
  /** The record of its having been seen. */
  seenId?: string;
}

/** What a request's requirements have already. */
export async function findBrought(tx: VillageTx, requestId: string) {
  return {
    attachments: await findAttachments(tx, requestId),
    /** Papers that the office has seen before, on which this request relies. */
    reliedOn: await findReliedOn(tx, requestId),
  };
}

export type Brought = Awaited<ReturnType<typeof findBrought>>;

/**
 * What the village holds for the requirements of a request that is still being written, by requirement
 * key: the newest of each paper that may be shown to whoever asks. Nothing for a requirement that has
 * something, or of which the office wants a newer one.
 * @param visitor who writes it, already found to be allowed to (getEditable)
 * @param brought what it has, where that was read before
 */
export async function findOffers(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  request: RequestRow,
  brought?: Brought,
): Promise<Map<string, PaperOffer>> {
  const offers = new Map<string, PaperOffer>();
  const type = typeOf(request);
  const { attachments, reliedOn } = brought ?? (await findBrought(tx, request.id));
  const has = new Set([
    ...[...attachments, ...reliedOn].map(({ requirement }) => requirement),
    ...request.newer_wanted,
  ]);
  const wanted = requirementsFor(type, request.subject_id !== null)
    .map((one) => ({ key: one.key, paper: paperOf(one) }))
    .filter(({ key, paper }) => paper && !has.has(key));
  if (!request.subject_id || wanted.length === 0) return offers;

  const wish = await wishOf(tx, village, visitor, request.subject_id);
  const of = { ...wish, exceptRequestId: request.id };
  const at = now();
  const fits = (held: HeldFile | Awaited<ReturnType<typeof findSeenPapers>>[number]) =>
    mayOffer(
      {
        paper: held.paper,
        takenAt: held.taken_at,
        subjectId: held.subject_id,
        familyId: held.family_id,
        applicantId: held.applicant_id,
      },
      wish,
      at,
    );
  const files = (await findHeldFiles(tx, of)).filter(fits);
  const seen = (await findSeenPapers(tx, of)).filter(fits);
  for (const { key, paper } of wanted) {
    const newest = files.find((file) => file.paper === paper);
    const sight = seen.find((one) => one.paper === paper);
    if (newest && (!sight || newest.taken_at >= sight.taken_at))
      offers.set(key, {
        paper: paper!,
        takenAt: newest.taken_at,
        // All pages that were brought together.
        files: files.filter(
          (file) =>
            file.request_id === newest.request_id && file.requirement === newest.requirement,
        ),
      });
    else if (sight)
      offers.set(key, { paper: paper!, takenAt: sight.taken_at, files: [], seenId: sight.id });
  }
  return offers;
}

async function wishOf(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  subjectId: string,
): Promise<PaperWish> {
  const { familyId } = await getPerson(tx, subjectId);
  if (visitor.kind !== 'resident')
    return { subjectId, familyId, applicantId: null, opensRecord: true, opensCard: true };
  const rights = await findPaperRights(tx, village, visitor.residentId, subjectId);
  return { subjectId, familyId, applicantId: visitor.residentId, ...rights };
}
