import { answersForDisplay, validateAnswers } from '#lib/domain/letter-answers.ts';
import {
  requirementsFor,
  type LetterRequirement,
  type LetterType,
} from '#lib/domain/letter-type.ts';
import {
  actionsFor,
  waitsFor,
  type RequestAction,
  type RequestStatus,
} from '#lib/domain/request-status.ts';
import { staffRoleNames } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, getPerson, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectProblem } from '#lib/domain/letter-subject.ts';
import { findLetterOf, type LetterRow } from './letter-store.ts';
import { findIntroducer, type Introducer } from './introduction/find-introducer.ts';
import { findIntroduction, type IntroductionRow } from './introduction/introduction-store.ts';
import { type Brought, findBrought, findOffers, type PaperOffer } from './papers/find-offers.ts';
import { possibleSubjects, requireOwn, requireResident } from './policy.ts';
import { answersOf, chainOf, positionOf, today, typeOf } from './request-context.ts';
import {
  findEvents,
  findRequest,
  findRequestByReference,
  findRequestsOf,
  type RequestRow,
} from './store.ts';
import { findSubjectFamily } from './subject-family.ts';

/** One line of *Riwayat Layanan*. */
export interface OwnRequest {
  id: string;
  reference: string | null;
  typeName: string;
  /** Named only where it is not for oneself. */
  forName: string | null;
  status: RequestStatus;
  promisedOn: string | null;
  sentAt: Date | null;
  updatedAt: Date;
  reason: string | null;
  /** Whom it waits for, as residents know them: "Kepala Desa". */
  waitsFor: string | null;
  /** Whose introduction it waits for before the office looks at it: "Ketua RT 003". */
  introducer: string | null;
  wet: boolean;
  collected: boolean;
  /** How many of how many steps are done. */
  done: number;
  steps: number;
}

/** The visitor's requests, newest first. */
export async function listOwnRequests(
  tx: VillageTx,
  visitor: Visitor,
  limit = 100,
): Promise<OwnRequest[]> {
  requireResident(visitor);
  const rows = await findRequestsOf(tx, visitor.residentId, limit);
  return rows.map((r) => {
    const chain = chainOf({ chain: r.chain as LetterType['chain'] });
    const steps = chain.length + 2;
    const done = {
      draft: 0,
      waiting: 1,
      returned: 1,
      processing: 2 + r.chain_step,
      approved: steps,
      rejected: steps,
      cancelled: steps,
      withdrawn: steps,
    }[r.status];
    return {
      id: r.id,
      reference: r.reference,
      typeName: r.type_name,
      forName: r.subject_id === r.applicant_id ? null : r.subject_name,
      status: r.status,
      promisedOn: r.promised_on,
      sentAt: r.sent_at,
      updatedAt: r.updated_at,
      reason: r.reason,
      waitsFor: waitingWords({ status: r.status, chain, step: r.chain_step }),
      introducer: r.status === 'waiting' && r.introduction === 'waiting' ? r.asked_of : null,
      wet: r.signature === 'wet',
      collected: r.collected_at !== null,
      done,
      steps,
    };
  });
}

export function waitingWords(position: Parameters<typeof waitsFor>[0]): string | null {
  if (position.status === 'waiting') return 'petugas desa';
  const [role] = waitsFor(position);
  return role ? staffRoleNames[role] : null;
}

/** One request with its journey, for its applicant. */
export interface OwnRequestDetail {
  request: RequestRow;
  type: LetterType;
  subject: Person;
  answers: ReturnType<typeof answersForDisplay>;
  requirements: LetterRequirement[];
  attachments: Brought['attachments'];
  reliedOn: Brought['reliedOn'];
  /** What the village holds already, by requirement key; only while it may still be changed. */
  offers: Map<string, PaperOffer>;
  /** Who will introduce it once it is sent; only while it may still be changed. */
  introducer: Introducer | undefined;
  introduction: IntroductionRow | undefined;
  events: Awaited<ReturnType<typeof findEvents>>;
  actions: RequestAction[];
  waitsFor: string | null;
  letter: LetterRow | undefined;
  /** Whose data may be taken over into a letter's questions about other persons. */
  people: { value: string; label: string }[];
}

/** A draft may hold anything that was typed: it is shown in words only where all of it can be read. */
function shownAnswers(type: LetterType, request: RequestRow, day: string) {
  const reading = validateAnswers(type, answersOf(request), day);
  return answersForDisplay(type, reading.ok ? reading.answers : {});
}

/** Opens one's own request, by reference (sent) or id (draft). */
export async function getOwnRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  by: { reference: string } | { id: string },
): Promise<OwnRequestDetail> {
  requireResident(visitor);
  const request =
    'id' in by ? await findRequest(tx, by.id) : await findRequestByReference(tx, by.reference);
  requireOwn(request, visitor);
  const type = typeOf(request);
  const editable = request.status === 'draft' || request.status === 'returned';
  const brought = await findBrought(tx, request.id);
  return {
    request,
    type,
    ...brought,
    offers: editable ? await findOffers(tx, village, visitor, request, brought) : new Map(),
    introducer: editable ? await findIntroducer(tx, village, request) : undefined,
    introduction: await findIntroduction(tx, request.id),
    subject: await getPerson(tx, request.subject_id ?? visitor.residentId),
    answers: shownAnswers(type, request, today(village)),
    requirements: requirementsFor(type, true),
    events: await findEvents(tx, request.id),
    actions: actionsFor(positionOf(request), { kind: 'resident' }),
    waitsFor: waitingWords(positionOf(request)),
    letter: editable ? undefined : await findLetterOf(tx, request.id),
    people: type.fields.some((field) => 'from' in field && field.from === 'family')
      ? (await findFamily(tx, visitor.residentId)).map(({ id, name }) => ({
          value: id,
          label: name,
        }))
      : [],
  };
}

/** For whom the visitor may ask for a letter, and why not where not. */
export async function listSubjects(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  type: LetterType,
) {
  requireResident(visitor);
  const applicant = await getPerson(tx, visitor.residentId);
  const family = await findSubjectFamily(tx, type, applicant.id);
  return possibleSubjects(type, applicant, family, today(village)).map((person) => ({
    person,
    self: person.id === applicant.id,
    problem: subjectProblem(type, person, today(village)),
  }));
}
