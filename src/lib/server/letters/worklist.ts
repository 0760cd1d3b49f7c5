import { introductionWords } from '#lib/domain/introduction.ts';
import { daysUntil, lateness, type Lateness } from '#lib/domain/promise.ts';
import type { ChainRole, RequestStatus } from '#lib/domain/request-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from './policy.ts';
import { today } from './request-context.ts';
import { actingOfficer } from './signers/acting.ts';
import { countDue, countWork, findWork, type WorkFilter } from './store.ts';

/** The office's lists, by address: `?daftar=saya`. */
export const workViews = [
  'saya',
  'masuk',
  'diproses',
  'dilengkapi',
  'siap',
  'selesai',
  'semua',
] as const;
export type WorkView = (typeof workViews)[number];

const open: RequestStatus[] = ['waiting', 'returned', 'processing'];
const statusesOf: Record<Exclude<WorkView, 'saya'>, RequestStatus[]> = {
  masuk: ['waiting'],
  diproses: ['processing'],
  dilengkapi: ['returned'],
  siap: ['approved'],
  selesai: ['approved', 'rejected', 'withdrawn', 'cancelled'],
  semua: [...open, 'approved', 'rejected', 'withdrawn'],
};

/** One line of the worklist. */
export interface WorkItem {
  id: string;
  reference: string;
  typeName: string;
  subjectName: string;
  place: string;
  /** What keeps a waiting request from being taken on: "menunggu Ketua RT 003". */
  introduction: string | null;
  status: RequestStatus;
  promisedOn: string | null;
  /** Whole days until the promise, negative when it is past. */
  daysLeft: number | null;
  lateness: Lateness;
}

/** How many of a list are past their promised day, due on this one, or on the next. */
export interface Due {
  late: number;
  today: number;
  soon: number;
}

export interface WorkPage {
  due: Due;
  items: WorkItem[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 50;
const chainRoles: readonly ChainRole[] = ['official', 'secretary', 'head'];

/** The filter for what waits for this officer now. */
function mine(officer: StaffVisitor): Pick<WorkFilter, 'statuses' | 'chainRoles'> {
  const statuses: RequestStatus[] = ['processing'];
  if (may(officer.roles, 'requests.verify')) statuses.push('waiting');
  return { statuses, chainRoles: chainRoles.filter((r) => officer.roles.includes(r)) };
}

function filterOf(
  officer: StaffVisitor,
  view: WorkView,
): Pick<WorkFilter, 'statuses' | 'chainRoles'> {
  return view === 'saya' ? mine(officer) : { statuses: statusesOf[view] };
}

/** A page of requests, what is promised first first. */
export async function listWork(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { view: WorkView; type?: string; search?: string; page: number },
): Promise<WorkPage> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const filter = { ...filterOf(officer, input.view), type: input.type, search: input.search };
  const total = await countWork(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findWork(tx, { ...filter, limit: perPage, offset: (page - 1) * perPage });
  const day = today(village);
  return {
    due: await countDue(tx, filter, day),
    total,
    page,
    pages,
    items: rows.map((r) => ({
      id: r.id,
      reference: r.reference ?? '',
      typeName: r.type_name,
      subjectName: r.subject_name,
      place: [r.hamlet, r.rt && `RT ${r.rt}`].filter(Boolean).join(' '),
      introduction:
        r.status === 'waiting' && r.introduction
          ? introductionWords(r.introduction, r.asked_of ?? '', (r.introduction_due ?? day) < day)
          : null,
      status: r.status,
      promisedOn: r.promised_on,
      daysLeft: r.promised_on ? daysUntil(r.promised_on, day) : null,
      lateness: open.includes(r.status) && r.promised_on ? lateness(r.promised_on, day) : 'done',
    })),
  };
}

/** How many requests wait for this officer, and how many are under way at all. */
export async function countOfficeWork(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<{ mine: number; open: number }> {
  requireOfficer(visitor, 'requests.read');
  return {
    mine: await countWork(tx, mine(await actingOfficer(tx, village, visitor))),
    open: await countWork(tx, { statuses: open }),
  };
}
