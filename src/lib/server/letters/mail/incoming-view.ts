import { isOverdue, type MailState } from '#lib/domain/mail.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { findMailOfficers, type MailOfficer } from './dispose-mail.ts';
import { getIncoming } from './get-incoming.ts';
import {
  countIncoming,
  countMailFor,
  findDispositions,
  findFollowUps,
  findIncomingPage,
  type IncomingFilter,
} from './incoming-store.ts';
import { listMailFiles, readMailFile, type MailFile } from './mail-files.ts';

/** The lists of letters that came in, by address: `?daftar=saya`. */
export const mailViews = ['saya', 'menunggu', 'ditindaklanjuti', 'selesai', 'semua'] as const;
export type MailView = (typeof mailViews)[number];

/** A line of the list of letters that came in. */
export interface IncomingLine {
  id: string;
  sequence: number;
  receivedOn: string;
  sender: string;
  subject: string;
  state: MailState;
  /** The nearest day until which something is to be done. */
  dueOn: string | null;
  overdue: boolean;
}

export interface IncomingPage {
  lines: IncomingLine[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 50;

function filterOf(view: MailView, staffId: string): IncomingFilter {
  switch (view) {
    case 'saya':
      return { with: staffId };
    case 'menunggu':
      return { states: ['waiting'] };
    case 'ditindaklanjuti':
      return { states: ['under-way'] };
    case 'selesai':
      return { states: ['done'] };
    case 'semua':
      return {};
  }
}

/** A page of the letters that came in. */
export async function listIncoming(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { view: MailView; page: number },
): Promise<IncomingPage> {
  requireOfficer(visitor, 'mail.read');
  const filter = filterOf(input.view, visitor.staffId);
  const total = await countIncoming(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findIncomingPage(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
  const on = today(village);
  return {
    total,
    page,
    pages,
    lines: rows.map((row) => ({
      id: row.id,
      sequence: row.sequence,
      receivedOn: row.received_on,
      sender: row.sender,
      subject: row.subject,
      state: row.state,
      dueOn: row.due_on,
      overdue: isOverdue(row.due_on, row.state === 'done', on),
    })),
  };
}

/** How many letters wait for this officer: to be followed up, and for the head and secretary to be given. */
export async function countMailWaiting(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'mail.read');
  return countMailFor(tx, visitor.staffId, may(visitor.roles, 'mail.dispose'));
}

/** A letter that came in, with what became of it. */
export interface OpenedIncoming {
  mail: Awaited<ReturnType<typeof getIncoming>>;
  files: MailFile[];
  dispositions: (Awaited<ReturnType<typeof findDispositions>>[number] & { overdue: boolean })[];
  followUps: Awaited<ReturnType<typeof findFollowUps>>;
  /** Whom it can be given to; empty where this officer may not. */
  officers: MailOfficer[];
  /** Whether it waits for this officer's follow-up. */
  mine: boolean;
  mayClose: boolean;
  mayAdd: boolean;
}

/** Opens a letter that came in. Recorded. */
export async function openIncoming(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedIncoming> {
  requireOfficer(visitor, 'mail.read');
  const mail = await getIncoming(tx, id);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.read-incoming',
    subjectKind: 'incoming-mail',
    subjectId: mail.id,
    details: { number: String(mail.sequence) },
  });
  const dispositions = await findDispositions(tx, mail.id);
  const on = today(village);
  const disposes = may(visitor.roles, 'mail.dispose');
  return {
    mail,
    files: await listMailFiles(tx, { incoming_id: mail.id }),
    dispositions: dispositions.map((one) => ({
      ...one,
      overdue: isOverdue(one.due_on, one.done_at !== null, on),
    })),
    followUps: await findFollowUps(tx, mail.id),
    officers: disposes ? await findMailOfficers(tx) : [],
    mine: dispositions.some((one) => one.given_to === visitor.staffId && !one.done_at),
    mayClose: disposes && mail.state === 'waiting',
    mayAdd: may(visitor.roles, 'mail.register'),
  };
}

/** A scan of a letter that came in. Recorded. */
export async function openIncomingFile(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; fileId: string },
) {
  requireOfficer(visitor, 'mail.read');
  const mail = await getIncoming(tx, input.id);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.read-scan',
    subjectKind: 'incoming-mail',
    subjectId: mail.id,
    details: { number: String(mail.sequence) },
  });
  return readMailFile(tx, village, { incoming_id: mail.id }, input.fileId);
}
