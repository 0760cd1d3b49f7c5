import { actionsFor, type RequestAction } from '#lib/domain/request-status.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { readKept } from '../mail/mail-files.ts';
import { isOwnMatter, requireOfficer } from '../policy.ts';
import { positionOf } from '../request-context.ts';
import { findEvents, findRequest, type RequestRow } from '../store.ts';
import {
  findArchivedLetter,
  findOpenReplacements,
  findReplacement,
  findReplacingRequest,
} from './letter-archive-store.ts';

type ArchivedLetter = NonNullable<Awaited<ReturnType<typeof findArchivedLetter>>>;

/** An issued letter as the archive shows it. */
export interface OpenedLetter {
  letter: ArchivedLetter;
  request: RequestRow;
  events: Awaited<ReturnType<typeof findEvents>>;
  /** What this officer can still do with it. */
  actions: RequestAction[];
  /** The letter that stands in its place, and the one in whose place it stands. */
  replacedBy: { id: string; number: string } | undefined;
  replaces: { id: string; number: string } | undefined;
  /** The request for its replacement, while there is none. */
  replacing: { id: string; reference: string | null; draft: boolean } | undefined;
  /** Whether this officer may begin its replacement now. */
  mayReplace: boolean;
}

async function getLetter(tx: VillageTx, id: string) {
  const letter = await findArchivedLetter(tx, id);
  const request = letter && (await findRequest(tx, letter.request_id));
  if (!letter || !request) throw new Refusal('not-found', 'Surat ini tidak ada dalam arsip.');
  return { letter, request };
}

/** Opens an issued letter. Reading it is recorded: the resident sees who looked. */
export async function openLetter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedLetter> {
  requireOfficer(visitor, 'requests.read');
  const { letter, request } = await getLetter(tx, id);
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.read-letter',
    subjectKind: 'letter',
    subjectId: letter.id,
    residentId: request.subject_id ?? undefined,
    details: { number: letter.number },
  });
  const replacedBy = await findReplacement(tx, letter.id);
  const begun = await findReplacingRequest(tx, letter.id);
  const replaced = letter.replaces_id
    ? await findArchivedLetter(tx, letter.replaces_id)
    : undefined;
  const own = isOwnMatter(request, visitor);
  return {
    letter,
    request,
    events: await findEvents(tx, request.id),
    actions: own ? [] : actionsFor(positionOf(request), { kind: 'staff', roles: visitor.roles }),
    replacedBy,
    replaces: replaced && { id: replaced.id, number: replaced.number },
    replacing:
      begun && !replacedBy
        ? { id: begun.id, reference: begun.reference, draft: begun.status === 'draft' }
        : undefined,
    mayReplace:
      letter.withdrawn_at !== null &&
      !replacedBy &&
      !begun &&
      !own &&
      may(visitor.roles, 'letters.replace'),
  };
}

/** Letters whose replacement is begun and not issued yet. */
export async function listOpenReplacements(tx: VillageTx, visitor: Visitor) {
  requireOfficer(visitor, 'requests.read');
  return findOpenReplacements(tx);
}

/** The picture of the receipt with which a letter was collected. Recorded. */
export async function openReceipt(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
) {
  requireOfficer(visitor, 'requests.read');
  const { letter, request } = await getLetter(tx, id);
  if (!letter.receipt_file_id) throw new Refusal('not-found', 'Tanda terima ini tidak ada lagi.');
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.read-receipt',
    subjectKind: 'letter',
    subjectId: letter.id,
    residentId: request.subject_id ?? undefined,
    details: { number: letter.number },
  });
  return readKept(tx, village, letter.receipt_file_id);
}
