import { maskNik } from '#lib/domain/nik.ts';
import { leftOutWords, placeWords, type LeftOut, type Place } from '#lib/domain/pin-batch.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { mustManageAccounts } from '../policy.ts';
import {
  countBatches,
  countLeftOut,
  findBatch,
  findBatches,
  findUnfinishedBatches,
  type BatchState,
} from './batch-store.ts';
import { findPlaces } from './candidate-store.ts';
import { documentLife, fetchAgain } from './forget-slips.ts';
import { countByPlace, countSlips, findLeftOut, findSlips, type SlipFilter } from './slip-store.ts';

/** A batch in the list. */
export interface BatchLine {
  id: string;
  name: string;
  state: BatchState;
  total: number;
  handed: number;
  createdAt: Date;
  issuedBy: string | null;
  /** Whether its document waits to be fetched. */
  waiting: boolean;
}

const batchesAPage = 20;
const slipsAPage = 60;
const mostLeftOut = 200;
/** Too many to be named, and nothing to be done about them. */
const notNamed: readonly LeftOut[] = ['young', 'active'];

const pageOf = (asked: number, total: number, perPage: number) => {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return { pages, page: Math.min(Math.max(1, Math.trunc(asked) || 1), pages) };
};

/**
 * All batches, the latest first.
 * @throws Refusal `forbidden`
 */
export async function listBatches(tx: VillageTx, visitor: Visitor, asked: number) {
  mustManageAccounts(visitor);
  const total = await countBatches(tx);
  const { page, pages } = pageOf(asked, total, batchesAPage);
  const rows = await findBatches(tx, batchesAPage, (page - 1) * batchesAPage);
  const lines = rows.map((row): BatchLine => ({
    id: row.id,
    name: row.name,
    state: row.state as BatchState,
    total: row.total,
    handed: row.handed ?? 0,
    createdAt: row.created_at,
    issuedBy: row.issued_by,
    waiting: row.file_id !== null,
  }));
  return { lines, page, pages, working: (await findUnfinishedBatches(tx)).length > 0 };
}

/** A part of the village to choose, with its words. */
export interface PlaceOption extends Place {
  words: string;
}

/**
 * The hamlets of the village, each followed by its RW and their RT.
 * @throws Refusal `forbidden`
 */
export async function listPlaces(tx: VillageTx, visitor: Visitor): Promise<PlaceOption[]> {
  mustManageAccounts(visitor);
  const places = new Map<string, PlaceOption>();
  for (const { hamlet, rw, rt } of await findPlaces(tx)) {
    for (const place of [
      { hamlet, rw: '', rt: '' },
      { hamlet, rw, rt: '' },
      { hamlet, rw, rt },
    ]) {
      const words = placeWords(place);
      // In a hamlet that is not divided the parts are called like the whole.
      if (!places.has(words)) places.set(words, { ...place, words });
    }
  }
  return [...places.values()];
}

/** A slip in the tick list. */
export interface SlipLine {
  residentId: string;
  name: string;
  maskedNik: string;
  /** What became of it: 'replaced' by another slip. */
  state: 'waiting' | 'expired' | 'used' | 'closed' | 'replaced';
  handedAt: Date | null;
  handedBy: string | null;
  /** Who took it, where not the person themselves. */
  receivedBy: string | null;
}

export interface OpenedBatch {
  id: string;
  name: string;
  state: BatchState;
  total: number;
  done: number;
  createdAt: Date;
  finishedAt: Date | null;
  fetchedAt: Date | null;
  issuedBy: string | null;
  validDays: number;
  /** Whether the document can be fetched now. */
  fetchable: boolean;
  /** Who gets none: how many for each reason, in words. */
  leftOut: { count: number; words: string }[];
  /** Of those the ones worth naming. */
  leftOutPeople: { id: string; name: string; maskedNik: string; words: string }[];
  /** What was pasted and is not on the register, masked. */
  unknown: string[];
  places: (PlaceOption & { slips: number; handed: number })[];
  /** Of the whole batch. */
  handed: number;
  /** Slips that fit the filter, by neighbourhood. */
  groups: { words: string; slips: SlipLine[] }[];
  found: number;
  page: number;
  pages: number;
}

/**
 * A batch: what it would do, how far it is, who has received theirs.
 * @param filter.place words of one of its neighbourhoods; undefined for all
 * @throws Refusal `forbidden`, `not-found`
 */
export async function openBatch(
  tx: VillageTx,
  visitor: Visitor,
  batchId: string,
  filter: { words: string; place: string | undefined; handed: boolean | undefined; page: number },
): Promise<OpenedBatch> {
  mustManageAccounts(visitor);
  const batch = await findBatch(tx, batchId);
  if (!batch) throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
  const places = (await countByPlace(tx, batchId)).map((row) => ({
    ...row,
    words: placeWords(row),
  }));
  const wanted: SlipFilter = {
    words: filter.words.trim().slice(0, 100),
    place: places.find(({ words }) => words === filter.place),
    handed: filter.handed,
  };
  const found = await countSlips(tx, batchId, wanted);
  const { page, pages } = pageOf(filter.page, found, slipsAPage);
  const slips = await findSlips(tx, batchId, wanted, {
    limit: slipsAPage,
    offset: (page - 1) * slipsAPage,
  });
  const groups = Map.groupBy(slips, (row) => placeWords(row));
  const leftOut = await countLeftOut(tx, batchId);
  return {
    id: batch.id,
    name: batch.name,
    state: batch.state as BatchState,
    total: batch.total,
    done: batch.done,
    createdAt: batch.created_at,
    finishedAt: batch.finished_at,
    fetchedAt: batch.fetched_at,
    issuedBy: batch.issued_by_name,
    validDays: batch.valid_days,
    fetchable: isFetchable(batch),
    leftOut: reasons.flatMap((reason) => {
      const count = leftOut.get(reason);
      return count ? [{ count, words: leftOutWords[reason] }] : [];
    }),
    leftOutPeople: (await findLeftOut(tx, batchId, notNamed, mostLeftOut)).map((row) => ({
      id: row.resident_id,
      name: row.name,
      maskedNik: maskNik(row.nik),
      words: leftOutWords[row.left_out as LeftOut],
    })),
    unknown: batch.unknown as string[],
    places,
    handed: places.reduce((sum, place) => sum + place.handed, 0),
    groups: [...groups].map(([words, rows]) => ({
      words,
      slips: rows.map((row) => slipLine(row, batchId)),
    })),
    found,
    page,
    pages,
  };
}

const reasons = Object.keys(leftOutWords) as LeftOut[];

/** Whether a batch's document can be fetched now. */
export function isFetchable(batch: {
  file_id: string | null;
  fetched_at: Date | null;
  finished_at: Date | null;
}): boolean {
  const until = batch.fetched_at
    ? batch.fetched_at.getTime() + fetchAgain
    : (batch.finished_at?.getTime() ?? 0) + documentLife;
  return batch.file_id !== null && until > now().getTime();
}

type SlipRow = Awaited<ReturnType<typeof findSlips>>[number];

function slipLine(row: SlipRow, batchId: string): SlipLine {
  return {
    residentId: row.resident_id,
    name: row.name,
    maskedNik: maskNik(row.nik),
    state: slipState(row, batchId),
    handedAt: row.handed_at,
    handedBy: row.handed_by,
    receivedBy: row.received_by,
  };
}

function slipState(row: SlipRow, batchId: string): SlipLine['state'] {
  if (row.state === 'closed') return 'closed';
  if (row.issue_key !== batchId) return 'replaced';
  if (row.state === 'active') return 'used';
  return row.expires_at && row.expires_at <= now() ? 'expired' : 'waiting';
}

/** A line of the printed list for signatures. */
export interface HandOverGroup {
  heading: string;
  people: { name: string; maskedNik: string; handedAt: Date | null; receivedBy: string | null }[];
}

/**
 * All slips of a batch by neighbourhood, for the list in which receivers sign. Recorded.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function openHandOverList(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  batchId: string,
): Promise<{ name: string; groups: HandOverGroup[] }> {
  mustManageAccounts(visitor);
  const batch = await findBatch(tx, batchId);
  if (!batch) throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
  const all = { words: '', place: undefined, handed: undefined };
  const slips = await findSlips(tx, batchId, all, { limit: 100_000, offset: 0 });
  await recordEvent(tx, villageId, visitor, {
    action: 'access.print-hand-over-list',
    subjectKind: 'pin-batch',
    subjectId: batchId,
    details: { name: batch.name },
  });
  const groups = Map.groupBy(slips, (row) => placeWords(row));
  return {
    name: batch.name,
    groups: [...groups].map(([heading, rows]) => ({
      heading,
      people: rows.map((row) => ({
        name: row.name,
        maskedNik: maskNik(row.nik),
        handedAt: row.handed_at,
        receivedBy: row.received_by,
      })),
    })),
  };
}
