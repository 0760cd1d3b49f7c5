import { answersForDisplay, readableAnswers } from '#lib/domain/letter-answers.ts';
import { describeSubject } from '#lib/domain/letter-subject.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireResident } from '../policy.ts';
import { answersOf, today, typeOf } from '../request-context.ts';
import { countWaitingFor, findWaitingFor, type WaitingIntroduction } from './introduction-store.ts';

/** A request that waits for the introduction of a head of an RT or RW, as a list shows it. */
export interface LedRequest {
  requestId: string;
  letter: string;
  subjectName: string;
  dueOn: string;
  late: boolean;
}

/** All the head needs to know of it, and no more: no number, no other answer. */
export interface LedRequestDetail extends LedRequest {
  /** In what office they are asked: "Ketua RT 003". */
  title: string;
  /** Who asks, where it is for somebody else. */
  applicantName: string | null;
  address: string;
  /** What the letter is for; null where the letter does not ask or that is specific personal data. */
  purpose: string | null;
  sentAt: Date | null;
}

/** The most that are listed at once: the answered ones make room. */
const most = 100;

/** What waits for the visitor as head of an RT or RW. Undefined for somebody who leads none. */
export async function countLedRequests(
  tx: VillageTx,
  visitor: Visitor,
): Promise<number | undefined> {
  requireResident(visitor);
  return visitor.leads ? countWaitingFor(tx, visitor.residentId) : undefined;
}

/** The requests that wait for the visitor's introduction. */
export async function listLedRequests(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<LedRequest[]> {
  requireResident(visitor);
  const rows = await findWaitingFor(tx, visitor.residentId, { limit: most });
  return rows.map((row) => inList(row, village));
}

/**
 * One of them. Recorded: the person it is about reads that the head looked.
 * @throws Refusal 'not-found' for anything that does not wait for this visitor: of another RT, of an
 *   office they no longer hold, their own, answered already, or not there
 */
export async function openLedRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  requestId: string,
): Promise<LedRequestDetail> {
  requireResident(visitor);
  const row = await getWaitingFor(tx, visitor, requestId);
  const subject = await getPerson(tx, row.subject_id!);
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.read-introduction',
    subjectKind: 'request',
    subjectId: requestId,
    residentId: row.subject_id ?? undefined,
    details: { of: row.asked_of },
  });
  return {
    ...inList(row, village),
    title: row.asked_of,
    applicantName: row.applicant_id === row.subject_id ? null : row.applicant_name,
    address: describeSubject(subject, village).address,
    purpose: purposeOf(row),
    sentAt: row.sent_at,
  };
}

/** @throws Refusal 'not-found' */
export async function getWaitingFor(
  tx: VillageTx,
  visitor: ResidentVisitor,
  requestId: string,
): Promise<WaitingIntroduction> {
  const [row] = await findWaitingFor(tx, visitor.residentId, { limit: 1, requestId });
  if (!row)
    throw new Refusal(
      'not-found',
      'Permintaan pengantar ini tidak ada, atau sudah dijawab. Lihat daftar Pengantar RT.',
    );
  return row;
}

const inList = (row: WaitingIntroduction, village: VillageContext): LedRequest => ({
  requestId: row.request_id,
  letter: typeOf(row).name,
  subjectName: row.subject_name,
  dueOn: row.due_on,
  late: row.due_on < today(village),
});

/** Letters ask for it under this key. */
function purposeOf(row: WaitingIntroduction): string | null {
  const type = typeOf(row);
  const field = type.fields.find(({ key }) => key === 'purpose');
  if (!field || field.sensitive || field.officeOnly) return null;
  const answers = readableAnswers(type, answersOf(row));
  return answersForDisplay(type, answers).find(({ key }) => key === 'purpose')?.value ?? null;
}
