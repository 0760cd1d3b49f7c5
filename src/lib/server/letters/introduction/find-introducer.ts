import { leaderTitle, letsAccept } from '#lib/domain/introduction.ts';
import { introductionOf } from '#lib/domain/letter-type.ts';
import { usesAccount } from '#lib/server/access/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { type AreaHead, findAreaHeads, getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { typeOf } from '../request-context.ts';
import { findAttachments, type RequestRow } from '../store.ts';
import { findIntroduction } from './introduction-store.ts';

/** How a request comes by its introduction, where the village has it asked for on screen. */
export type Introducer =
  /** The head of the RT or RW is asked once it is sent. */
  | { by: 'head'; head: AreaHead & { residentId: string }; title: string }
  /** It is the head's own matter, and there is nobody above to ask. */
  | { by: 'office'; title: string }
  /** It was given already, or the office did without. */
  | { by: 'done' };

/**
 * Who introduces a request that is about to be sent; undefined where the paper is asked for as ever:
 * the village does not use the step for this letter, the head does not sign in, or the paper is
 * attached.
 */
export async function findIntroducer(
  tx: VillageTx,
  village: VillageContext,
  request: RequestRow,
): Promise<Introducer | undefined> {
  const requirement = introductionOf(typeOf(request));
  const used = village.introducedLetters.includes(request.type_slug);
  const { subject_id: subjectId, applicant_id: applicantId } = request;
  if (!requirement || !used || request.filed_by || !subjectId || !applicantId) return undefined;
  const given = await findIntroduction(tx, request.id);
  if (given && letsAccept(given.state)) return { by: 'done' };
  const attached = (await findAttachments(tx, request.id)).some(
    (one) => one.requirement === requirement.key,
  );
  if (attached) return undefined;

  const parties = [await getPerson(tx, subjectId), await getPerson(tx, applicantId)];
  const isParty = (head: AreaHead) =>
    parties.some(
      ({ id, familyId }) =>
        id === head.residentId || (familyId !== null && familyId === head.familyId),
    );
  const { rt, rw } = await findAreaHeads(tx, subjectId);
  const [nearest, above] = [rt, rw].filter((head) => head !== undefined);
  if (!nearest) return undefined;
  if (!isParty(nearest)) return asked(tx, nearest);
  const next = above && !isParty(above) ? await asked(tx, above) : undefined;
  return next ?? { by: 'office', title: leaderTitle(nearest.level, nearest) };
}

/** A head who signs in. */
async function asked(tx: VillageTx, head: AreaHead): Promise<Introducer | undefined> {
  const { residentId } = head;
  if (!residentId || !(await usesAccount(tx, residentId))) return undefined;
  return { by: 'head', head: { ...head, residentId }, title: leaderTitle(head.level, head) };
}

/** The working days that a head may take before everything the letter needs is there. */
export const daysToIntroduce = (village: VillageContext, introducer: Introducer | undefined) =>
  introducer?.by === 'head' ? village.introductionDays : 0;
