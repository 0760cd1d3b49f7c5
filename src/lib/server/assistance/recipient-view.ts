import { requireOfficer } from '#lib/domain/authority.ts';
import type { AidStage, AidTarget } from '#lib/domain/aid-programme.ts';
import { aidActionsFor, type AidAction, type AidState } from '#lib/domain/aid-status.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findPayments, type PaymentRow } from './payment-store.ts';
import { getProgramme, getRecipient, isOwnMatter } from './policy.ts';
import { findStages } from './programme-store.ts';
import {
  countRecipients,
  doubtNames,
  findOtherProgrammes,
  findRecipients,
  findSteps,
  type Doubt,
  type RecipientFilter,
  type RecipientRow,
} from './recipient-store.ts';

/** A line of a list of recipients, numbers masked. */
export interface RecipientLine {
  id: string;
  programmeId: string;
  programme: string;
  name: string;
  /** The group's name; empty where it is none. */
  group: string;
  nik: string;
  kkNumber: string;
  place: string;
  state: AidState;
  cardNumber: string;
  decile: number | null;
  /** Why the office should look at them; empty where nothing is amiss. */
  doubt: string;
}

export interface RecipientPage {
  lines: RecipientLine[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 50;

/** Where somebody lives, short. */
const placeOf = ({ hamlet, rw, rt }: Pick<RecipientRow, 'hamlet' | 'rt' | 'rw'>): string =>
  areaName({ hamlet: hamlet ?? '', rw: rw ?? '', rt: rt ?? '' });

const doubtOf = (row: RecipientRow): string =>
  row.doubt === null ? '' : doubtNames[row.doubt as Doubt];

/** A recipient as a list shows them, numbers masked. */
export const describeLine = (row: RecipientRow): RecipientLine => ({
  id: row.id,
  programmeId: row.programme_id,
  programme: row.programme_name,
  name: row.name,
  group: row.group_name ?? '',
  nik: row.nik_temporary ? 'sementara' : maskNik(row.nik),
  kkNumber: row.kk_number ? maskKk(row.kk_number) : '',
  place: placeOf(row),
  state: row.state,
  cardNumber: row.card_number,
  decile: row.decile,
  doubt: doubtOf(row),
});

/** A page of recipients. The look at a programme's list is recorded. */
export async function listRecipients(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  filter: RecipientFilter & { programmeId: string },
  asked: number,
): Promise<RecipientPage> {
  requireOfficer(visitor, 'aid.read');
  const programme = await getProgramme(tx, filter.programmeId);
  const found = await pageOf(tx, filter, asked);
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-list',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name },
  });
  return found;
}

/** Recipients of all programmes whom the office should look at: dead, moved, out of the family. Recorded. */
export async function listDoubtful(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: number,
): Promise<RecipientPage> {
  requireOfficer(visitor, 'aid.read');
  const found = await pageOf(tx, { doubtful: true }, asked);
  await recordEvent(tx, village.id, visitor, { action: 'aid.read-doubtful' });
  return found;
}

/** How many wait to be looked at. */
export async function countDoubtful(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'aid.read');
  return countRecipients(tx, { doubtful: true });
}

async function pageOf(
  tx: VillageTx,
  filter: RecipientFilter,
  asked: number,
): Promise<RecipientPage> {
  const total = await countRecipients(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, asked), pages);
  const rows = await findRecipients(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
  return { lines: rows.map(describeLine), total, page, pages };
}

/** A recipient with all that is known of them in a programme. */
export interface OpenedRecipient extends RecipientLine {
  residentId: string;
  familyId: string | null;
  target: AidTarget;
  household: string;
  decileOn: string | null;
  decision: string | null;
  decidedOn: string | null;
  stopKind: string | null;
  reason: string | null;
  closed: boolean;
  stages: AidStage[];
  payments: PaymentRow[];
  steps: Awaited<ReturnType<typeof findSteps>>;
  /** Other programmes in which the same person or family takes part. */
  others: string[];
  /** What this officer can do now. */
  actions: AidAction[];
  mayChange: boolean;
  /** It concerns the officer or their family: a colleague does it. */
  own: boolean;
}

/** Opens a recipient. Recorded as a reading of the person's data. */
export async function openRecipient(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedRecipient> {
  requireOfficer(visitor, 'aid.read');
  const row = await getRecipient(tx, id);
  const programme = await getProgramme(tx, row.programme_id);
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-recipient',
    subjectKind: 'aid-recipient',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { programme: row.programme_name },
  });
  const own = await isOwnMatter(tx, visitor, {
    residentIds: [row.resident_id],
    familyId: row.family_id,
  });
  const others = await findOtherProgrammes(tx, row.programme_id, [row.resident_id]);
  const open = !own && !programme.closed;
  return {
    ...describeLine(row),
    residentId: row.resident_id,
    familyId: row.family_id,
    target: programme.target,
    household: row.household_number ?? '',
    decileOn: row.decile_on,
    decision: row.decision,
    decidedOn: row.decided_on,
    stopKind: row.stop_kind,
    reason: row.reason,
    closed: programme.closed,
    stages: (await findStages(tx, [programme.id])).get(programme.id) ?? [],
    payments: await findPayments(tx, [row.id]),
    steps: await findSteps(tx, row.id),
    others: others.map(({ name }) => name),
    actions: open ? aidActionsFor(row.state, (what) => may(visitor.roles, what)) : [],
    mayChange: open && may(visitor.roles, 'aid.manage'),
    own,
  };
}
