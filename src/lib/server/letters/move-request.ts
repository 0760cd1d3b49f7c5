import type { News, RequestNews } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  move,
  statusNames,
  type Position,
  type RequestAction,
} from '#lib/domain/request-status.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findOpenAttempt } from './esign/attempt-store.ts';
import { requireIntroduced } from './introduction/require-introduced.ts';
import { wantNewer } from './papers/want-newer.ts';
import { insertPhrase } from './phrase-store.ts';
import { isOwnMatter, requireOfficer } from './policy.ts';
import { positionOf, typeOf } from './request-context.ts';
import { actingOfficer, inCapacity } from './signers/acting.ts';
import { findRequestLocked, insertEvent, updateRequest, type RequestRow } from './store.ts';

/** What an officer does with a request, short of approving it. */
export type OfficeMove = Extract<
  RequestAction,
  'accept' | 'return' | 'reject' | 'forward' | 'send-back'
>;

const needsReason: readonly RequestAction[] = ['return', 'reject', 'send-back'];
const longestReason = 600;

export interface MoveInput {
  requestId: string;
  /** The version the officer was looking at. */
  version: number;
  action: OfficeMove;
  /** Required for return, reject and send-back. */
  reason?: string;
  /** Keep the reason as a phrase for the next time. */
  keepPhrase?: boolean;
  /** With return: requirements for which the paper that was used again is too old. */
  newer?: readonly string[];
}

/**
 * Moves a request on: accept, return with what is missing, reject with a reason, forward to the next
 * in the chain, send back to the operator.
 * @throws Refusal 'conflict' when another officer changed it meanwhile, 'forbidden' for one's own
 *   request or a step of another role, 'invalid' without a needed reason
 */
export async function moveRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: MoveInput,
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const { request, position } = await takeStep(tx, officer, input);
  const newer = input.action === 'return' ? await wantNewer(tx, request, input.newer ?? []) : '';
  const reason = [newer, input.reason?.trim()].filter(Boolean).join(' ');
  if (input.action === 'accept') await requireIntroduced(tx, request);
  if (needsReason.includes(input.action)) {
    if (reason.length < 5)
      throw new Refusal('invalid', 'Tulis alasannya, supaya warga tahu apa yang harus dilakukan.', {
        alasan: 'Tulis alasannya dengan jelas.',
      });
    if (reason.length > longestReason)
      throw new Refusal('invalid', `Alasan paling banyak ${longestReason} huruf.`, {
        alasan: `Singkatkan alasan: paling banyak ${longestReason} huruf.`,
      });
  }
  const at = now();
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: position.step,
    reason: input.action === 'return' || input.action === 'reject' ? reason : request.reason,
    updated_at: at,
  });
  const actor = inCapacity(officer, request);
  await recordStep(tx, village, actor, request, input.action, position, at, reason || null);
  if (input.keepPhrase && (input.action === 'return' || input.action === 'reject'))
    await insertPhrase(tx, village.id, input.action, reason);
  await tellApplicant(tx, village, request, input.action);
}

/**
 * Locks the request and finds where the action leads.
 * @throws Refusal when it is gone, was changed meanwhile, is the officer's own, or is not theirs to move
 */
export async function takeStep(
  tx: VillageTx,
  officer: StaffVisitor,
  input: {
    requestId: string;
    version: number;
    action: RequestAction;
    /** Goes on with, or ends, a signing that is under way. */
    signing?: boolean;
  },
): Promise<{ request: RequestRow; position: Position }> {
  const request = await findRequestLocked(tx, input.requestId);
  if (!request || request.status === 'draft')
    throw new Refusal('not-found', 'Permohonan ini tidak ditemukan.');
  if (isOwnMatter(request, officer))
    throw new Refusal(
      'forbidden',
      'Ini permohonan Anda sendiri. Petugas lain yang harus memprosesnya.',
    );
  if (request.version !== input.version) {
    throw new Refusal(
      'conflict',
      `Permohonan ini baru saja diubah petugas lain dan sekarang berstatus ${statusNames[request.status]}. Muat ulang halaman, lalu periksa lagi.`,
    );
  }
  if (!input.signing && (await findOpenAttempt(tx, request.id)))
    throw new Refusal(
      'conflict',
      'Surat ini sudah bernomor dan menunggu tanda tangan elektronik. Lanjutkan atau batalkan penandatanganannya dulu.',
    );
  const position = move(positionOf(request), input.action, { kind: 'staff', roles: officer.roles });
  if (!position)
    throw new Refusal(
      'forbidden',
      `Permohonan berstatus ${statusNames[request.status]} tidak menunggu tindakan ini dari Anda.`,
    );
  return { request, position };
}

/**
 * Where filing at the counter leads.
 * @throws Refusal 'forbidden' for the officer's own matter
 */
export function takeFiling(
  request: RequestRow,
  officer: StaffVisitor,
  action: 'file' | 'issue',
): Position {
  if (isOwnMatter(request, officer))
    throw new Refusal('forbidden', 'Ini surat Anda sendiri. Petugas lain yang harus menerimanya.');
  const position = move(positionOf(request), action, { kind: 'staff', roles: officer.roles });
  if (!position) throw new Error(`A draft cannot ${action} at the counter.`);
  return position;
}

/** Writes the step into the request's journey and the audit trail. */
export async function recordStep(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  request: RequestRow,
  action: RequestAction,
  position: Position,
  at: Date,
  note: string | null,
): Promise<void> {
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action,
    from_status: request.status,
    to_status: position.status,
    actor_kind: 'staff',
    actor_id: officer.staffId,
    actor_role: officer.position,
    note,
  });
  await recordEvent(tx, village.id, officer, {
    action: `letters.${action}`,
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: {
      reference: request.reference,
      type: request.type_slug,
      ...(note ? { reason: note } : {}),
    },
  });
}

interface Telling {
  text: (name: string, reference: string) => string;
  /** What may be said of it outside of the house. */
  news: RequestNews;
}

const words: Partial<Record<RequestAction, Telling>> = {
  accept: {
    text: (name, ref) => `${name} (${ref}) sudah diperiksa petugas dan sedang diproses.`,
    news: 'accept',
  },
  return: {
    text: (name, ref) => `${name} (${ref}) perlu dilengkapi. Buka untuk melihat apa yang kurang.`,
    news: 'return',
  },
  reject: {
    text: (name, ref) => `${name} (${ref}) ditolak. Buka untuk membaca alasannya.`,
    news: 'reject',
  },
  approve: { text: (name, ref) => `${name} (${ref}) sudah disetujui.`, news: 'approve' },
  file: {
    text: (name, ref) => `${name} (${ref}) diajukan di loket dan sedang diproses.`,
    news: 'file',
  },
  issue: {
    text: (name, ref) => `${name} (${ref}) sudah dicetak di kantor desa.`,
    news: 'issue',
  },
  withdraw: {
    text: (name, ref) => `${name} (${ref}) dicabut oleh kepala desa. Buka untuk membaca alasannya.`,
    news: 'withdraw',
  },
};

/** Tells the applicant what happened, where it concerns them. */
export async function tellApplicant(
  tx: VillageTx,
  village: VillageContext,
  request: RequestRow,
  action: RequestAction,
): Promise<void> {
  const say = words[action];
  // Who asked at the counter without an account looks at the ticket.
  if (!say || !request.applicant_id) return;
  const reference = request.reference ?? '';
  await announce(tx, village.id, residentTopic, {
    residentId: request.applicant_id,
    text: say.text(typeOf(request).name, reference),
    link: `/layanan-mandiri/riwayat/${reference}`,
    news: { about: 'request', reference, state: say.news } satisfies News,
  });
}
