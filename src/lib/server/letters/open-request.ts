import type { FormFamily } from '#lib/domain/forms/form-family.ts';
import {
  answersForDisplay,
  readableAnswers,
  type LetterAnswers,
} from '#lib/domain/letter-answers.ts';
import { maskAnswers } from '#lib/domain/mask-answers.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { letsAccept } from '#lib/domain/introduction.ts';
import { introductionOf, requirementsFor, type LetterType } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { actionsFor, type RequestAction } from '#lib/domain/request-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findOpenSigning, type OpenSigning } from './esign/attempt-view.ts';
import { findSigningWay } from './esign/signing-way.ts';
import { letterInput } from './letter-input.ts';
import { findLetterOf, type LetterRow } from './letter-store.ts';
import { findIntroduction, type IntroductionRow } from './introduction/introduction-store.ts';
import { findReliedOn } from './papers/paper-store.ts';
import { findPhrases } from './phrase-store.ts';
import { isOwnMatter, requireOfficer } from './policy.ts';
import { composeLetter } from './rendering/compose-letter.ts';
import { renderLetterPreview } from './rendering/render-letter.ts';
import { answersOf, positionOf, today, typeOf } from './request-context.ts';
import { getSubject, type RequestSubject } from './request-subject.ts';
import { actingOfficer } from './signers/acting.ts';
import { loadRoster, nobody, penToday, signatoryOf } from './signers/roster.ts';
import { findAttachments, findEvents, findRequestByReference, type RequestRow } from './store.ts';

/** All an officer needs to decide on a request. */
export interface OfficeRequest {
  request: RequestRow;
  type: LetterType;
  /** As the letter prints them, with the register's record where there is one. */
  subject: RequestSubject;
  /** Undefined for somebody outside the register. */
  applicant: Person | undefined;
  answers: ReturnType<typeof answersForDisplay>;
  attachments: {
    id: string;
    label: string;
    fileName: string;
    takenAt: Date;
    /** Brought for an earlier request, and used again. */
    reused: boolean;
    requirement: string;
    mediaType: string;
    bytes: number;
    gone: boolean;
  }[];
  missing: string[];
  /** Papers whose originals were seen before, on which the request relies. */
  reliedOn: { requirement: string; label: string; seenAt: Date }[];
  introduction: IntroductionRow | undefined;
  events: Awaited<ReturnType<typeof findEvents>>;
  actions: RequestAction[];
  ownMatter: boolean;
  letter: LetterRow | undefined;
  /** What waits for a service outside; the other actions wait with it. */
  signing: (OpenSigning & { mine: boolean }) | undefined;
  /** Approving asks for the signer's BSrE passphrase. */
  asksPassphrase: boolean;
  phrases: { return: { id: string; text: string }[]; reject: { id: string; text: string }[] };
}

async function getOfficeRequest(tx: VillageTx, reference: string): Promise<RequestRow> {
  const request = await findRequestByReference(tx, reference);
  if (!request || request.status === 'draft')
    throw new Refusal('not-found', 'Permohonan ini tidak ditemukan.');
  return request;
}

/** Opens a request for an officer. Reading it is recorded: the resident sees who looked. */
export async function openRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<OfficeRequest> {
  requireOfficer(visitor, 'requests.read');
  const request = await getOfficeRequest(tx, reference);
  const type = typeOf(request);
  const subject = await getSubject(tx, village, request);
  const attachments = await findAttachments(tx, request.id);
  const reliedOn = await findReliedOn(tx, request.id);
  const introduction = await findIntroduction(tx, request.id);
  const labelOf = (key: string) => type.requirements.find((r) => r.key === key)?.label ?? key;
  const present = new Set([
    ...attachments.map((a) => a.requirement),
    ...reliedOn.map((p) => p.requirement),
    ...request.seen_requirements,
    ...(introduction ? [introductionOf(type)?.key] : []),
  ]);
  await recordRead(tx, village, visitor, request);
  const officer = await actingOfficer(tx, village, visitor);
  const signing = await findOpenSigning(tx, request.id);
  const way = await findSigningWay(tx, village);
  return {
    request,
    type,
    subject,
    applicant: request.applicant_id ? await getPerson(tx, request.applicant_id) : undefined,
    answers: answersForDisplay(type, answersFor(visitor, type, answersOf(request))),
    attachments: attachments.map((a) => ({
      id: a.id,
      label: labelOf(a.requirement),
      fileName: a.file_name,
      takenAt: a.taken_at,
      reused: a.reused_from !== null,
      requirement: a.requirement,
      mediaType: a.media_type,
      bytes: a.bytes,
      gone: a.deleted_at !== null,
    })),
    missing: requirementsFor(type, request.subject_id !== null)
      .filter((r) => !present.has(r.key))
      .map((r) => r.label),
    reliedOn: reliedOn.map((p) => ({
      requirement: p.requirement,
      label: labelOf(p.requirement),
      seenAt: p.seen_at,
    })),
    introduction,
    events: await findEvents(tx, request.id),
    actions: isOwnMatter(request, visitor)
      ? []
      : actionsFor(positionOf(request), { kind: 'staff', roles: officer.roles }).filter(
          (action) => action !== 'accept' || !introduction || letsAccept(introduction.state),
        ),
    ownMatter: isOwnMatter(request, visitor),
    letter: await findLetterOf(tx, request.id),
    signing: signing && { ...signing, mine: officer.signatory?.officialId === signing.officialId },
    asksPassphrase: way.method === 'bsre' && type.signature === 'electronic',
    phrases: { return: await findPhrases(tx, 'return'), reject: await findPhrases(tx, 'reject') },
  };
}

/** The answers as this officer may read them: to the numbers of persons that were typed the same holds as to the register's. */
function answersFor(officer: StaffVisitor, type: LetterType, answers: LetterAnswers) {
  return may(officer.roles, 'residents.unmask') ? answers : maskAnswers(type, answers);
}

function recordRead(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  request: RequestRow,
) {
  return recordEvent(tx, village.id, officer, {
    action: 'letters.read',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference },
  });
}

/** An attachment, for an officer. Recorded. */
export async function openAttachment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { reference: string; attachmentId: string },
) {
  requireOfficer(visitor, 'requests.read');
  const request = await getOfficeRequest(tx, input.reference);
  const attachment = (await findAttachments(tx, request.id)).find(
    (a) => a.id === input.attachmentId,
  );
  if (!attachment || attachment.deleted_at)
    throw new Refusal('not-found', 'Lampiran ini tidak ada lagi.');
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.read-attachment',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, requirement: attachment.requirement },
  });
  return readStoredFile(tx, village.id, attachment.file_id);
}

/**
 * The letter as it would be if it were signed now, marked KONSEP, its NIK masked as on
 * every staff screen. SVG text.
 */
export async function previewRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<string> {
  requireOfficer(visitor, 'requests.read');
  return drawDraft(tx, village, visitor, await getOfficeRequest(tx, reference));
}

/** The same for what is to become a request, for instance that of the first on a list. */
export async function drawDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: StaffVisitor,
  request: Pick<RequestRow, 'subject_id' | 'definition' | 'answers'>,
): Promise<string> {
  const type = typeOf(request);
  const { words: subject, resident } = await getSubject(tx, village, request);
  const roster = await loadRoster(tx, village);
  const signatory =
    signatoryOf(roster, village, visitor.staffId) ?? penToday(roster, village) ?? nobody;
  const input = await letterInput(tx, village, {
    type,
    subject: { ...subject, nik: maskNik(subject.nik), kkNumber: maskNik(subject.kkNumber) },
    familyId: resident?.familyId,
    answers: answersFor(visitor, type, readableAnswers(type, answersOf(request))),
    signatory,
    number: '(saat disetujui)',
    date: today(village),
    approval: null,
    seal: (await findSigningWay(tx, village)).seal,
    now: now(),
  });
  const { family } = input.facts;
  const facts = { ...input.facts, family: family && maskedFamily(family) };
  return renderLetterPreview(composeLetter({ ...input, facts })).svg;
}

/** A family as staff screens show it: its members' numbers only to be recognised by. */
function maskedFamily(family: FormFamily): FormFamily {
  const masked = (nik: string | null) => nik && maskNik(nik);
  return {
    ...family,
    kkNumber: maskNik(family.kkNumber),
    phone: '',
    members: family.members.map((member) => ({
      ...member,
      nik: member.nik && maskNik(member.nik),
      fatherNik: masked(member.fatherNik),
      motherNik: masked(member.motherNik),
    })),
  };
}
