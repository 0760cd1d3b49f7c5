import { answersForDisplay } from '#lib/domain/letter-answers.ts';
import { commonForm, isLeftOut, leftOutWords, type LeftOut } from '#lib/domain/letter-batch.ts';
import { requirementsFor, type LetterType } from '#lib/domain/letter-type.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { placeWords } from '#lib/domain/pin-batch.ts';
import { actionsFor, waitsFor, type RequestAction } from '#lib/domain/request-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findSigningWay } from '../esign/signing-way.ts';
import { requireOfficer } from '../policy.ts';
import { answersOf, today, typeOf } from '../request-context.ts';
import { actingOfficer } from '../signers/acting.ts';
import { answerProblems } from './answer-batch.ts';
import {
  countBatches,
  findBatches,
  findUnderWay,
  getBatch,
  type BatchRow,
  type BatchState,
} from './batch-store.ts';
import { countItems, countLeftOut, findItems, type ItemFilter } from './item-store.ts';
import { positionOfBatch } from './move-batch.ts';

const batchesAPage = 20;
const itemsAPage = 50;

/** A list among the lists. */
export interface LetterBatchLine {
  id: string;
  name: string;
  typeName: string;
  state: BatchState;
  /** How many get a letter, and how many are made. */
  wanted: number;
  made: number;
  createdAt: Date;
  preparedBy: string | null;
  /** Waits for this officer. */
  mine: boolean;
}

const pageOf = (asked: number, total: number, perPage: number) => {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return { pages, page: Math.min(Math.max(1, Math.trunc(asked) || 1), pages) };
};

/** Whether somebody's next step is this officer's. */
function isWaitingFor(batch: BatchRow, officer: Pick<StaffVisitor, 'roles'>): boolean {
  if (batch.state !== 'processing' && batch.state !== 'stopped') return false;
  return waitsFor(positionOfBatch(batch)).some((role) => officer.roles.includes(role));
}

/**
 * All lists, the latest first.
 * @throws Refusal 'forbidden'
 */
export async function listLetterBatches(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: number,
) {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const { page, pages } = pageOf(asked, await countBatches(tx), batchesAPage);
  const rows = await findBatches(tx, batchesAPage, (page - 1) * batchesAPage);
  const lines = rows.map((row): LetterBatchLine => ({
    id: row.id,
    name: row.name,
    typeName: typeOf(row).name,
    state: row.state,
    wanted: row.wanted ?? 0,
    made: row.made ?? 0,
    createdAt: row.created_at,
    preparedBy: row.prepared_by_name,
    mine: isWaitingFor(row, officer),
  }));
  return { lines, page, pages };
}

/** How many lists wait for the officer. */
export async function countBatchesWaiting(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  requireOfficer(visitor, 'requests.read');
  const underWay = await findUnderWay(tx);
  if (underWay.length === 0) return 0;
  const officer = await actingOfficer(tx, village, visitor);
  return underWay.filter((batch) => isWaitingFor(batch, officer)).length;
}

/** Somebody on a list, and what became of their letter. */
export interface BatchItem {
  residentId: string;
  name: string;
  maskedNik: string;
  place: string;
  leftOut: LeftOut | null;
  problem: string | null;
  reference: string | null;
  number: string | null;
  withdrawn: boolean;
}

export interface OpenedLetterBatch {
  id: string;
  name: string;
  type: LetterType;
  state: BatchState;
  version: number;
  answers: Record<string, string>;
  /** What is the same for all, to be read. */
  answered: ReturnType<typeof answersForDisplay>;
  requirements: { key: string; label: string; required: boolean; seen: boolean }[];
  again: boolean;
  /** What keeps it from being handed on, by field or requirement key; only while it is a draft. */
  problems: Record<string, string>;
  reason: string | null;
  unknown: string[];
  counts: Awaited<ReturnType<typeof countItems>>;
  leftOut: { count: number; words: string }[];
  items: BatchItem[];
  page: number;
  pages: number;
  /** What this officer may do with it now. */
  actions: RequestAction[];
  mayEdit: boolean;
  /** Who it waits for, in the words of the chain. */
  waitsFor: ReturnType<typeof waitsFor>;
  /** Letters that a service outside signs: they wait at the signing desk. */
  outside: boolean;
  hasSample: boolean;
}

/**
 * A list: what it says, who stands on it, how far it is.
 * @throws Refusal 'forbidden', 'not-found'
 */
export async function openLetterBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  batchId: string,
  look: { filter: ItemFilter; page: number },
): Promise<OpenedLetterBatch> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const batch = await getBatch(tx, batchId);
  const type = typeOf(batch);
  const counts = await countItems(tx, batchId);
  const totals = {
    all: counts.all,
    gets: counts.gets,
    'left-out': counts.all - counts.gets,
    problem: counts.problems,
  };
  const { page, pages } = pageOf(look.page, totals[look.filter], itemsAPage);
  const rows = await findItems(tx, batchId, look.filter, {
    limit: itemsAPage,
    offset: (page - 1) * itemsAPage,
  });
  const draft = batch.state === 'draft';
  const settled = batch.state === 'working' || batch.state === 'done';
  const position = positionOfBatch(batch);
  const leftOut = await countLeftOut(tx, batchId);
  return {
    id: batch.id,
    name: batch.name,
    type,
    state: batch.state,
    version: batch.version,
    answers: answersOf(batch),
    answered: answersForDisplay(commonForm(type), answersOf(batch)),
    requirements: requirementsFor(type, true).map(({ key, label, required }) => ({
      key,
      label,
      required,
      seen: batch.seen_requirements.includes(key),
    })),
    again: batch.again,
    problems: draft ? answerProblems(batch, today(village)) : {},
    reason: batch.reason,
    unknown: batch.unknown as string[],
    counts,
    leftOut: (Object.keys(leftOutWords) as LeftOut[]).flatMap((reason) => {
      const count = leftOut.get(reason);
      return count ? [{ count, words: leftOutWords[reason] }] : [];
    }),
    items: rows.map(itemOf),
    page,
    pages,
    actions: settled ? [] : actionsFor(position, { kind: 'staff', roles: officer.roles }),
    mayEdit: draft && may(visitor.roles, 'letters.counter'),
    waitsFor: draft || settled ? [] : waitsFor(position),
    outside: type.signature === 'electronic' && (await findSigningWay(tx, village)).outside,
    hasSample: counts.gets > 0,
  };
}

const itemOf = (row: Awaited<ReturnType<typeof findItems>>[number]): BatchItem => ({
  residentId: row.resident_id,
  name: row.name,
  maskedNik: row.nik_temporary ? 'sementara' : maskNik(row.nik),
  place: placeWords(row),
  leftOut: row.left_out && isLeftOut(row.left_out) ? row.left_out : null,
  problem: row.problem,
  reference: row.reference,
  number: row.number,
  withdrawn: row.status === 'withdrawn',
});
