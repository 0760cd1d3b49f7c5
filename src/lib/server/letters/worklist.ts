import { addDays, dayStart } from '#lib/domain/dates-id.ts';
import { introductionWords } from '#lib/domain/introduction.ts';
import { daysUntil, lateness, type Lateness } from '#lib/domain/promise.ts';
import type { Days } from '#lib/domain/report-period.ts';
import type { ChainRole, RequestStatus } from '#lib/domain/request-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from './policy.ts';
import { today } from './request-context.ts';
import { actingOfficer } from './signers/acting.ts';
import { countDue, countWork, findWork, type Stretch, type WorkFilter } from './work-store.ts';

/** The office's lists, by address: `?daftar=saya`. */
export const workViews = [
  'saya',
  'masuk',
  'diproses',
  'dilengkapi',
  'siap',
  'selesai',
  'semua',
  'giliran',
  'terlambat',
  'diterima',
  'terbit',
] as const;
export type WorkView = (typeof workViews)[number];

const open: RequestStatus[] = ['waiting', 'returned', 'processing'];
const sent: RequestStatus[] = [...open, 'approved', 'rejected', 'withdrawn', 'cancelled'];
const statusesOf: Record<Exclude<WorkView, 'saya' | 'giliran'>, RequestStatus[]> = {
  masuk: ['waiting'],
  diproses: ['processing'],
  dilengkapi: ['returned'],
  siap: ['approved'],
  selesai: ['approved', 'rejected', 'withdrawn', 'cancelled'],
  semua: [...open, 'approved', 'rejected', 'withdrawn'],
  // What was sent back waits for the resident.
  terlambat: ['waiting', 'processing'],
  diterima: sent,
  terbit: ['approved', 'withdrawn'],
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

type Scope = Pick<WorkFilter, 'statuses' | 'chainRoles' | 'lateOn' | 'sent' | 'issued'>;

/** Steps of the chain that wait for this officer, other than signing. */
export const turnsOf = (officer: Pick<StaffVisitor, 'roles'>): ChainRole[] =>
  chainRoles.filter((role) => role !== 'head' && officer.roles.includes(role));

/** The filter for what waits for this officer now. */
function mine(officer: StaffVisitor): Scope {
  const statuses: RequestStatus[] = ['processing'];
  if (may(officer.roles, 'requests.verify')) statuses.push('waiting');
  return { statuses, chainRoles: chainRoles.filter((r) => officer.roles.includes(r)) };
}

/** Days as the instants between which they lie in the village. */
export const stretchOf = ({ from, to }: Days, { timeZone }: VillageContext): Stretch => ({
  from: dayStart(from, timeZone),
  until: dayStart(addDays(to, 1), timeZone),
});

function filterOf(
  village: VillageContext,
  officer: StaffVisitor,
  view: WorkView,
  days: Days,
): Scope {
  if (view === 'saya') return mine(officer);
  if (view === 'giliran') return { statuses: ['processing'], chainRoles: turnsOf(officer) };
  const statuses = statusesOf[view];
  switch (view) {
    case 'terlambat':
      return { statuses, lateOn: today(village) };
    case 'diterima':
      return { statuses, sent: stretchOf(days, village) };
    case 'terbit':
      return { statuses, issued: stretchOf(days, village) };
    default:
      return { statuses };
  }
}

/**
 * A page of requests, what is promised first first.
 * @param input.days for what was sent or issued within them; today where they are left out
 */
export async function listWork(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { view: WorkView; days?: Days; type?: string; search?: string; page: number },
): Promise<WorkPage> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const day = today(village);
  const { view, type, search, days = { from: day, to: day } } = input;
  const filter = { ...filterOf(village, officer, view, days), type, search };
  const total = await countWork(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findWork(tx, { ...filter, limit: perPage, offset: (page - 1) * perPage });
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

/** How many requests wait for this officer. */
export async function countOfficeWork(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  requireOfficer(visitor, 'requests.read');
  return countWork(tx, mine(await actingOfficer(tx, village, visitor)));
}
