import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { BASIC_STATUS, labelOf } from '#lib/domain/reference-codes.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findIdOfNik } from './own/record-store.ts';
import { requireReader } from './reading-policy.ts';
import {
  COUNTED_AT_MOST,
  findAreas,
  findResidentIds,
  findResidentLines,
  type ResidentFilter,
} from './search-store.ts';

/** One line of the list of residents, masked. */
export interface ResidentLine {
  id: string;
  name: string;
  nik: string;
  kkNumber: string;
  sex: 'L' | 'P';
  birthDate: string | null;
  place: string;
  /** Empty for the living. */
  status: string;
}

export interface ResidentPage {
  items: ResidentLine[];
  /** How many there are, or COUNTED_AT_MOST when there are more: then `uncounted`. */
  total: number;
  uncounted: boolean;
  page: number;
  pages: number;
  /** True when nobody was found as typed, and these only sound like it. */
  alike: boolean;
}

/** What an officer looks for: what was typed, and what narrows it. */
export interface ResidentSearch extends Omit<ResidentFilter, 'words' | 'alike' | 'digits'> {
  /** As typed; three digits or more look for numbers. */
  search: string;
}

const perPage = 50;
const TAKEN_A_STEP = 10_000;

/**
 * Residents by name, any part of NIK or KK, or address; when nobody is found, those whose names sound
 * like what was typed. A list shows only
 * masked numbers and is not a reading of anyone's record.
 */
export async function searchResidents(
  tx: VillageTx,
  visitor: Visitor,
  { search, page: asked, ...narrowed }: ResidentSearch & { page: number },
): Promise<ResidentPage> {
  requireReader(visitor);
  const pageOf = async (filter: ResidentFilter) => {
    const page = Math.max(1, asked);
    const found = await findResidentIds(tx, filter, {
      limit: perPage,
      offset: (page - 1) * perPage,
    });
    const pages = Math.max(1, Math.ceil(found.total / perPage));
    if (page <= pages) return { ...found, page, pages };
    // Past the end: the last page there is.
    const last = await findResidentIds(tx, filter, {
      limit: perPage,
      offset: (pages - 1) * perPage,
    });
    return { ...last, page: pages, pages };
  };
  const asTyped = { ...narrowed, ...(await readTyped(tx, search)) };
  let found = await pageOf(asTyped);
  const alike = found.total === 0 && asTyped.words !== undefined;
  if (alike) found = await pageOf(byItsSound(asTyped));
  if (found.total === 0 && asTyped.digits?.length === 16) {
    // The NIK of a merged double stands for the record that is used now.
    const id = await findIdOfNik(tx, asTyped.digits);
    if (id) found = { ids: [id], total: 1, page: 1, pages: 1 };
  }
  const rows = await findResidentLines(tx, found.ids);
  return {
    total: found.total,
    uncounted: found.total === COUNTED_AT_MOST,
    page: found.page,
    pages: found.pages,
    alike: alike && found.total > 0,
    items: rows.map((r) => ({
      id: r.id,
      name: r.name,
      nik: r.nik_temporary ? 'sementara' : maskNik(r.nik),
      kkNumber: r.kk_number ? maskKk(r.kk_number) : '',
      sex: r.sex === 1 ? 'L' : 'P',
      birthDate: r.birth_date,
      place: [r.hamlet, r.rt && `RT ${r.rt}`, r.rw && `RW ${r.rw}`].filter(Boolean).join(' '),
      status: r.basic_status === 1 ? '' : labelOf(BASIC_STATUS, r.basic_status),
    })),
  };
}

/**
 * All who match, in the order of the list: what is taken out of it is what it shows.
 * @returns undefined when nothing narrows the list
 */
export async function findMatchingResidents(
  tx: VillageTx,
  { search, ...narrowed }: ResidentSearch,
): Promise<string[] | undefined> {
  const asTyped: ResidentFilter = { ...narrowed, ...(await readTyped(tx, search)) };
  if (Object.values(asTyped).every((value) => value === undefined)) return undefined;
  const allOf = async (filter: ResidentFilter): Promise<string[]> => {
    const ids: string[] = [];
    for (;;) {
      const page = { limit: TAKEN_A_STEP, offset: ids.length };
      const found = await findResidentIds(tx, filter, page);
      ids.push(...found.ids);
      if (found.ids.length < TAKEN_A_STEP) return ids;
    }
  };
  const found = await allOf(asTyped);
  return found.length === 0 && asTyped.words ? allOf(byItsSound(asTyped)) : found;
}

const byItsSound = ({ words, ...filter }: ResidentFilter): ResidentFilter => ({
  ...filter,
  alike: words?.join(' '),
});

/**
 * Numbers may be written with dots, spaces, dashes and a leading apostrophe, as spreadsheets do. An RT
 * or RW among the words narrows the list as its filter does.
 */
async function readTyped(
  tx: VillageTx,
  search: string,
): Promise<Pick<ResidentFilter, 'words' | 'digits' | 'rt' | 'rw'>> {
  const digits = search.replace(/[\s.'-]/g, '');
  if (/^\d{3,16}$/.test(digits)) return { digits };
  const { rest, ...area } = /\br[tw][\s.:]*\d/i.test(search)
    ? await takeAreas(tx, search)
    : { rest: search };
  const words = rest.split(/\s+/).filter(Boolean);
  return { ...area, ...(words.length > 0 && { words }) };
}

/** The RT and RW that were typed, as the village writes them ("RT 4" is its "004"), and the other words. */
async function takeAreas(
  tx: VillageTx,
  search: string,
): Promise<{ rest: string; rt?: string; rw?: string }> {
  const areas = await findAreas(tx);
  const found: { rt?: string; rw?: string } = {};
  const rest = search.replace(
    /\b(rt|rw)[\s.:]*(\d{1,3})\b[\s,/]*/gi,
    (whole, kind: string, number: string) => {
      const column = kind.toLowerCase() as 'rt' | 'rw';
      const written = areas.find((area) => Number(area[column]) === Number(number))?.[column];
      if (written === undefined) return whole;
      found[column] = written;
      return ' ';
    },
  );
  return { ...found, rest };
}

/** The choices by which the list can be narrowed: hamlets, RW and RT of the village. */
export async function listAreaChoices(
  tx: VillageTx,
  visitor: Visitor,
): Promise<{ hamlets: string[]; rws: string[]; rts: string[] }> {
  requireReader(visitor);
  const areas = await findAreas(tx);
  const distinct = (values: string[]) => [...new Set(values)].sort();
  return {
    hamlets: distinct(areas.map(({ hamlet }) => hamlet)),
    rws: distinct(areas.map(({ rw }) => rw)),
    rts: distinct(areas.map(({ rt }) => rt)),
  };
}
