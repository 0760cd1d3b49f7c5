import {
  archiveKinds,
  archiveStates,
  type ArchiveKind,
  isArchiveKind,
  stateWords,
} from '#lib/domain/archive.ts';
import { isDay } from '#lib/domain/dates-id.ts';
import type { StatusTone } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import {
  type ArchiveFilter,
  COUNTED_AT_MOST,
  findArchiveChoices,
  findArchiveIds,
  findArchiveLines,
} from './archive-store.ts';

/** What is asked for, as addresses name it; what cannot be understood does not narrow. */
export interface AskedArchive {
  search: string;
  kind: string;
  state: string;
  type: string;
  signer: string;
  classification: string;
  from: string;
  until: string;
  page: number;
}

/** A line of the archive. */
export interface ArchiveLine {
  id: string;
  kind: ArchiveKind;
  kindName: string;
  number: string;
  title: string;
  party: string;
  /** 'YYYY-MM-DD' */
  onDate: string | null;
  state: { label: string; tone: StatusTone } | undefined;
}

export interface ArchivePage {
  lines: ArchiveLine[];
  total: number;
  /** There are more than were counted. */
  uncounted: boolean;
  page: number;
  pages: number;
  types: { slug: string; title: string }[];
  signers: string[];
}

const perPage = 50;
const mostWords = 8;

/** A page of the archive, the latest first: all letters that were issued, written, or came in. */
export async function listArchive(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedArchive,
): Promise<ArchivePage> {
  requireOfficer(visitor, 'requests.read');
  const on = today(village);
  const filter = filterOf(asked, on);
  const wanted = Math.max(1, asked.page);
  let { ids, total } = await findArchiveIds(tx, filter, {
    limit: perPage,
    offset: (wanted - 1) * perPage,
  });
  let page = wanted;
  if (ids.length === 0 && wanted > 1) {
    page = 1;
    ({ ids, total } = await findArchiveIds(tx, filter, { limit: perPage, offset: 0 }));
  }
  return {
    lines: await linesOf(tx, ids, on),
    total,
    uncounted: total >= COUNTED_AT_MOST,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    ...(await findArchiveChoices(tx)),
  };
}

/**
 * The latest letters with these words, and how many there are.
 * @throws Refusal 'forbidden'
 */
export async function searchArchive(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { search, limit }: { search: string; limit: number },
): Promise<{ lines: ArchiveLine[]; total: number }> {
  requireOfficer(visitor, 'requests.read');
  const { ids, total } = await findArchiveIds(tx, { words: wordsOf(search) }, { limit, offset: 0 });
  return { lines: await linesOf(tx, ids, today(village)), total };
}

const linesOf = async (tx: VillageTx, ids: readonly string[], on: string): Promise<ArchiveLine[]> =>
  (await findArchiveLines(tx, ids)).map((row) => ({
    id: row.id,
    kind: row.kind,
    kindName: archiveKinds[row.kind],
    number: row.number,
    title: row.title,
    party: row.party,
    onDate: row.on_date,
    state: stateWords(row.state, row.valid_until, on),
  }));

const wordsOf = (search: string) => {
  const words = search.split(/\s+/).filter(Boolean).slice(0, mostWords);
  return words.length ? words : undefined;
};

function filterOf(asked: AskedArchive, on: string): ArchiveFilter {
  const given = (text: string) => text || undefined;
  const dayIn = (text: string) => (isDay(text) ? text : undefined);
  const states = archiveStates[asked.state]?.states;
  return {
    words: wordsOf(asked.search),
    kind: isArchiveKind(asked.kind) ? asked.kind : undefined,
    states,
    type: given(asked.type),
    signer: given(asked.signer),
    classification: given(asked.classification),
    from: dayIn(asked.from),
    until: dayIn(asked.until),
    validOn: asked.state === 'berlaku' ? on : undefined,
    expiredOn: asked.state === 'lewat-masa' ? on : undefined,
  };
}
