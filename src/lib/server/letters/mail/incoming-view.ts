import { oldestShown, type Late } from '#lib/domain/desk.ts';
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
export const mailViews = [
  'saya',
  'menunggu',
  'ditindaklanjuti',
  'terlambat',
  'hari-ini',
  'selesai',
  'semua',
] as const;
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

function filterOf(view: MailView, staffId: string, on: string): IncomingFilter {
  switch (view) {
    case 'saya':
      return { with: staffId };
    case 'menunggu':
      return { states: ['waiting'] };
    case 'ditindaklanjuti':
      return { states: ['under-way'] };
    case 'terlambat':
      return { lateOn: on };
    case 'hari-ini':
      return { receivedOn: on };
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
  const on = today(village);
  const filter = filterOf(input.view, visitor.staffId, on);
  const total = await countIncoming(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findIncomingPage(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
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
export async function countMailWaiting(
  tx: VillageTx,
  visitor: Visitor,
  village: VillageContext,
): Promise<number> {
  requireOfficer(visitor, 'mail.read');
  const { mine, waiting } = await countMailFor(tx, visitor.staffId, today(village));
  return may(visitor.roles, 'mail.dispose') ? mine + waiting : mine;
}

/** Letters that came in, on an officer's first page. */
export interface MailDesk {
  mine: number;
  /** To be given to somebody, where that is theirs to do. */
  dispose: number;
  late: Late;
  receivedToday: number;
}

/** @throws Refusal 'forbidden' */
export async function readMailDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<MailDesk> {
  requireOfficer(visitor, 'mail.read');
  const on = today(village);
  const counts = await countMailFor(tx, visitor.staffId, on);
  const oldest = counts.late
    ? await findIncomingPage(tx, { lateOn: on }, { limit: oldestShown, offset: 0 })
    : [];
  return {
    mine: counts.mine,
    dispose: may(visitor.roles, 'mail.dispose') ? counts.waiting : 0,
    receivedToday: counts.today,
    late: {
      count: counts.late,
      oldest: oldest.map((row) => ({
        kind: 'mail',
        key: row.id,
        title: row.subject,
        about: `Surat masuk dari ${row.sender}`,
        dueOn: row.due_on!,
      })),
    },
  };
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
