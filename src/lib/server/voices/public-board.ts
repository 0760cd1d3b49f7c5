import { addDays, dayStart } from '#lib/domain/dates-id.ts';
import { maskNumbers } from '#lib/domain/mask-numbers.ts';
import { initialsOf } from '#lib/domain/person-name.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VoiceState } from '#lib/domain/voice-state.ts';
import type { VoiceCategory, VoiceKind } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  countPublished,
  findPublicFigures,
  findPublished,
  findPublishedOne,
} from './public-store.ts';
import { findSteps, type VoiceStep } from './thread-store.ts';
import { today } from './village-rules.ts';

/** A voice as anyone may read it: no name, no number, no picture. */
export interface PublicVoice {
  reference: string;
  kind: VoiceKind;
  category: VoiceCategory;
  title: string;
  story: string;
  area: string;
  /** "S. R.", or that the name is kept back. */
  from: string;
  state: VoiceState;
  sentAt: Date;
  publishedAt: Date;
  joiners: number;
  answer: string;
  forwardedTo: string;
}

type Row = Awaited<ReturnType<typeof findPublished>>[number];

const publicView = (row: Row): PublicVoice => ({
  reference: row.reference,
  kind: row.kind,
  category: row.category,
  title: maskNumbers(row.title),
  story: maskNumbers(row.story),
  area: row.area,
  from: row.anonymous || !row.reporter_name ? 'Tanpa nama' : initialsOf(row.reporter_name),
  state: row.state,
  sentAt: row.sent_at,
  publishedAt: row.published_at!,
  joiners: row.joiners,
  answer: maskNumbers(row.answer),
  forwardedTo: row.forwarded_to,
});

const perPage = 20;

/** A page of the public board, the latest first. */
export async function listPublicVoices(
  tx: VillageTx,
  search: { category?: VoiceCategory; page: number },
) {
  const total = await countPublished(tx, search.category);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, search.page), pages);
  const rows = await findPublished(tx, {
    category: search.category,
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return { total, pages, page, voices: rows.map(publicView) };
}

/** Steps that the public reads; what was said in between stays with reporter and office. */
const told: readonly VoiceStep[] = [
  ...(['send', 'verify', 'assign', 'begin', 'answer', 'conclude'] as const),
  ...(['accept', 'close', 'reopen', 'refuse', 'forward'] as const),
];
/** Those of them whose words are the office's answer. */
const answers: readonly VoiceStep[] = ['answer', 'conclude', 'refuse', 'forward'];

/**
 * One voice of the public board with its way so far.
 * @throws Refusal 'not-found' for any that is not on it
 */
export async function openPublicVoice(tx: VillageTx, reference: string) {
  const row = await findPublishedOne(tx, reference);
  if (!row) throw new Refusal('not-found', 'Laporan ini tidak ada di papan desa.');
  const steps = (await findSteps(tx, row.id)).filter(({ action }) => told.includes(action));
  return {
    voice: publicView(row),
    steps: steps.map(({ action, at, text, to_state: toState, position }) => ({
      action,
      at,
      toState,
      by: position ?? '',
      text: answers.includes(action) ? maskNumbers(text) : '',
    })),
  };
}

/** Days over which the figures of the board reach back. */
const figureDays = 365;

/** What became of the published voices of the last year, by category, the most first. */
export async function readVoiceFigures(tx: VillageTx, village: VillageContext) {
  const day = today(village);
  const since = dayStart(addDays(day, -figureDays), village.timeZone);
  const rows = await findPublicFigures(tx, since, day);
  return rows
    .map((row) => ({ ...row, waiting: row.all - row.inTime - row.late }))
    .toSorted((one, other) => other.all - one.all || one.category.localeCompare(other.category));
}
