import { dayStart } from '#lib/domain/dates-id.ts';
import { isOverdue } from '#lib/domain/mail.ts';
import { readReference } from '#lib/domain/reference.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { owedStates, type VoiceState } from '#lib/domain/voice-state.ts';
import type { VoiceCategory, VoiceKind } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countOffice, findOfficePage, findSeen, type OfficeFilter } from './office-store.ts';
import { requireOfficer } from './policy.ts';
import { today } from './village-rules.ts';

/** The office's lists, by address: `?daftar=saya`. */
export const voiceViews = [
  'saya',
  'masuk',
  'disposisi',
  'dikerjakan',
  'terlambat',
  'hari-ini',
  'ditutup',
  'semua',
] as const;
export type VoiceView = (typeof voiceViews)[number];

export interface VoiceLine {
  reference: string;
  kind: VoiceKind;
  category: VoiceCategory;
  title: string;
  area: string;
  state: VoiceState;
  secret: boolean;
  published: boolean;
  sentAt: Date;
  dueOn: string | null;
  overdue: boolean;
  escalated: boolean;
  assignee: string | null;
}

const perPage = 40;

function filterOf(
  view: VoiceView,
  officer: StaffVisitor,
  day: string,
  { timeZone }: VillageContext,
): OfficeFilter {
  switch (view) {
    case 'saya':
      return { assignee: officer.staffId, states: ['assigned', 'handling'] };
    case 'masuk':
      return { states: ['received'] };
    case 'disposisi':
      return { states: ['verified'] };
    case 'dikerjakan':
      return { states: ['assigned', 'handling', 'asking'] };
    case 'terlambat':
      return { overdueOn: day };
    case 'hari-ini':
      return { sentSince: dayStart(day, timeZone) };
    case 'ditutup':
      return { states: ['done', 'refused', 'forwarded'] };
    case 'semua':
      return {};
  }
}

/**
 * A page of voices, none of which is about the officer who asks.
 * @throws Refusal 'forbidden'
 */
export async function listVoices(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  search: {
    view: VoiceView;
    kind?: VoiceKind;
    category?: VoiceCategory;
    words?: string;
    page: number;
  },
) {
  requireOfficer(visitor, 'voices.read');
  const day = today(village);
  const { kind, category, words } = search;
  const filter = { ...filterOf(search.view, visitor, day, village), kind, category, words };
  const total = await countOffice(tx, visitor.staffId, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, search.page), pages);
  const rows = await findOfficePage(tx, visitor.staffId, filter, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return {
    total,
    page,
    pages,
    lines: rows.map((row): VoiceLine => ({
      reference: row.reference,
      kind: row.kind,
      category: row.category,
      title: row.title,
      area: row.area,
      state: row.state,
      secret: row.secret,
      published: row.published_at !== null,
      sentAt: row.sent_at,
      dueOn: row.due_on,
      overdue: isOverdue(row.due_on, !owedStates.includes(row.state), day),
      escalated: row.escalated_at !== null,
      assignee: row.assignee_name,
    })),
  };
}

/**
 * The ticket number that an officer typed, in any writing; undefined where there is no such voice, or it
 * is about them.
 * @throws Refusal 'forbidden'
 */
export async function findTicket(
  tx: VillageTx,
  visitor: Visitor,
  typed: string,
): Promise<string | undefined> {
  requireOfficer(visitor, 'voices.read');
  const reference = readReference(typed);
  return reference && (await findSeen(tx, visitor.staffId, reference))?.reference;
}
