import { dayStart, villageDate } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { formatPhone, maskPhone } from '#lib/domain/phone.ts';
import { placeWords } from '#lib/domain/pin-batch.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { hindranceOf } from '../accounts-view.ts';
import { mustManageAccounts } from '../policy.ts';
import {
  countForDesk,
  countRequests,
  countWaiting,
  findLikelyResidents,
  findRequest,
  findRequests,
  type LikelyResident,
  type PinRequestState,
} from './request-store.ts';

/** A request in the list. */
export interface PinRequestLine {
  id: string;
  /** As typed by whoever asked. */
  name: string;
  maskedNik: string;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
}

const perPage = 25;
const mostLikely = 5;

/** How many requests wait for a decision. */
export const countWaitingPinRequests = countWaiting;

/** When the village's day began. */
const dayBegan = ({ timeZone }: VillageContext): Date =>
  dayStart(villageDate(now(), timeZone), timeZone);

/**
 * Requests for a PIN on an officer's first page: what waits, and what came in today.
 * @throws Refusal `forbidden`
 */
export async function readPinRequestDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<{ waiting: number; receivedToday: number }> {
  mustManageAccounts(visitor);
  return countForDesk(tx, dayBegan(village));
}

/**
 * Requests for a PIN in one state, or all that came in today.
 * @throws Refusal `forbidden`
 */
export async function listPinRequests(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  search: { view: PinRequestState | 'today'; page: number },
) {
  mustManageAccounts(visitor);
  const since = dayBegan(village);
  const filter = search.view === 'today' ? { since } : { state: search.view };
  const counts = {
    ...Object.fromEntries(await countRequests(tx)),
    today: (await countForDesk(tx, since)).receivedToday,
  } as Partial<Record<PinRequestState | 'today', number>>;
  const pages = Math.max(1, Math.ceil((counts[search.view] ?? 0) / perPage));
  const page = Math.min(Math.max(1, Math.trunc(search.page) || 1), pages);
  const rows = await findRequests(tx, filter, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return {
    counts,
    page,
    pages,
    lines: rows.map((row): PinRequestLine => ({
      id: row.id,
      name: row.name,
      maskedNik: maskNik(row.nik),
      createdAt: row.created_at,
      decidedAt: row.decided_at,
      decidedBy: row.decided_by,
    })),
  };
}

/** Somebody on the register whom a request may be from, held against what was typed. */
export interface PinCandidate {
  id: string;
  name: string;
  sameName: boolean;
  maskedNik: string;
  /** Digits of the NIK that differ from what was typed. */
  wrongDigits: number;
  birthPlace: string;
  /** `YYYY-MM-DD` */
  birthDate: string | null;
  place: string;
  /** Masked; null where none is on record. */
  phone: string | null;
  samePhone: boolean;
  account: string | null;
  /** Why no PIN can be made for them, if so. */
  hindrance: string | undefined;
}

export interface OpenedPinRequest {
  id: string;
  state: PinRequestState;
  name: string;
  nik: string;
  phone: string;
  hasPicture: boolean;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  /** Whom it was granted to. */
  resident: { id: string; name: string } | null;
  /** While it waits: the one with the NIK, or those that come near. */
  candidates: PinCandidate[];
}

/**
 * A request, beside it whom on the register it may be from. That is a reading of their records, and
 * is recorded.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function openPinRequest(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<OpenedPinRequest> {
  mustManageAccounts(visitor);
  const request = await getRequest(tx, id);
  const waiting = request.state === 'waiting';
  const likely = waiting ? await findLikelyResidents(tx, request, mostLikely) : [];
  await recordEvents(
    tx,
    villageId,
    visitor,
    [undefined, ...likely.map((row) => row.id)].map((residentId) => ({
      action: 'access.read-pin-request',
      subjectKind: 'pin-request',
      subjectId: id,
      ...(residentId && { residentId }),
    })),
  );
  return {
    id: request.id,
    state: request.state as PinRequestState,
    name: request.name,
    nik: request.nik,
    phone: formatPhone(request.contact),
    hasPicture: request.file_id !== null,
    createdAt: request.created_at,
    decidedAt: request.decided_at,
    decidedBy: request.decided_by_name,
    reason: request.reason,
    resident:
      request.resident_id && request.resident_name
        ? { id: request.resident_id, name: request.resident_name }
        : null,
    candidates: likely.map((row) => candidate(row, request, visitor.residentId)),
  };
}

function candidate(
  row: LikelyResident,
  typed: { name: string; nik: string; contact: string },
  ownId: string | null,
): PinCandidate {
  return {
    id: row.id,
    name: row.name,
    sameName: row.name === typed.name,
    maskedNik: maskNik(row.nik),
    wrongDigits: [...row.nik].filter((digit, at) => digit !== typed.nik[at]).length,
    birthPlace: row.birth_place,
    birthDate: row.birth_date,
    place: placeWords(row),
    phone: row.phone && maskPhone(row.phone),
    samePhone: row.phone === typed.contact,
    account: row.state,
    hindrance: hindranceOf(row, ownId),
  };
}

/**
 * The picture that came with a request. Recorded.
 * @throws Refusal `forbidden`, `not-found` (also when it was deleted)
 */
export async function openPinRequestPicture(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
) {
  mustManageAccounts(visitor);
  const { file_id: fileId } = await getRequest(tx, id);
  if (!fileId) throw new Refusal('not-found', 'Foto ini sudah dihapus sesuai masa simpannya.');
  await recordEvents(tx, villageId, visitor, [
    { action: 'access.read-pin-request-picture', subjectKind: 'pin-request', subjectId: id },
  ]);
  return readStoredFile(tx, villageId, fileId);
}

async function getRequest(tx: VillageTx, id: string) {
  const request = await findRequest(tx, id);
  if (!request) throw new Refusal('not-found', 'Permintaan PIN ini tidak ditemukan.');
  return request;
}
