import { requireOfficer } from '#lib/domain/authority.ts';
import { LIVING } from '#lib/domain/event-rules.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import { BASIC_STATUS, FAMILY_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { registerFieldName } from '#lib/domain/register-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findAreaRows } from '../areas/area-store.ts';
import { findFamilyChanges, findFamilyLines, lockMovers } from './family-list-store.ts';
import { getFamily } from './family-input.ts';
import { findMemberRows, type FamilyRow } from './family-store.ts';

/** One line of the list of families, number masked. */
export interface FamilyLine {
  id: string;
  kkNumber: string;
  headName: string;
  address: string;
  place: string;
  members: number;
  closedOn: string | null;
}

const perPage = 50;

/** Families by head, address or any part of the KK (three digits or more). */
export async function searchFamilies(
  tx: VillageTx,
  visitor: Visitor,
  asked: { search: string; hamlet?: string | undefined; closed: boolean; page: number },
): Promise<{ items: FamilyLine[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'residents.read');
  const page = Math.max(1, asked.page);
  const digits = asked.search.replace(/[\s.-]/g, '');
  const byNumber = /^\d{3,16}$/.test(digits);
  const { rows, total } = await findFamilyLines(
    tx,
    {
      digits: byNumber ? digits : undefined,
      words: byNumber ? [] : asked.search.split(/\s+/).filter(Boolean).slice(0, 6),
      hamlet: asked.hamlet,
      closed: asked.closed,
    },
    { limit: perPage, offset: (page - 1) * perPage },
  );
  return {
    total,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    items: rows.map((row) => ({
      id: row.id,
      kkNumber: maskKk(row.kk_number),
      headName: row.head_name ?? '',
      address: row.address,
      place: row.hamlet ? areaName({ hamlet: row.hamlet, rw: row.rw!, rt: row.rt! }) : '',
      members: row.members,
      closedOn: row.closed_on,
    })),
  };
}

/** A member on a family's page. */
export interface FamilyMember {
  id: string;
  name: string;
  sex: 'L' | 'P';
  relation: number | null;
  relationName: string;
  birthDate: string | null;
  /** Empty for who lives here. */
  status: string;
}

/** A family as its page shows it. */
export interface OpenedFamily {
  id: string;
  kkNumber: string;
  headId: string | null;
  headName: string;
  areaId: string | null;
  place: string;
  address: string;
  socialClass: number | null;
  registeredOn: string | null;
  cardPrintedOn: string | null;
  closedOn: string | null;
  members: FamilyMember[];
  /** Who died or left and is still named by this card. */
  gone: FamilyMember[];
  changes: { id: string; at: Date; by: string; reason: string; what: string }[];
}

/** Opens a family, number masked. The reading is recorded for everybody in it. */
export async function openFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
): Promise<OpenedFamily> {
  requireOfficer(visitor, 'residents.read');
  const family = await getFamily(tx, familyId);
  const everybody = await findMemberRows(tx, familyId);
  const areas = family.area_id ? await findAreaRows(tx) : [];
  const area = areas.find(({ id }) => id === family.area_id);
  const changes = await findFamilyChanges(tx, familyId, 20);
  const living = everybody.filter((m) => m.basic_status === LIVING);
  await recordEvents(
    tx,
    village.id,
    visitor,
    living.map(({ id }) => ({
      action: 'population.read-family',
      subjectKind: 'family',
      subjectId: familyId,
      residentId: id,
    })),
  );
  const shown = everybody.map((m) => member(m, family)).sort(byPlace);
  return {
    id: family.id,
    kkNumber: maskKk(family.kk_number),
    headId: family.head_id,
    headName: everybody.find(({ id }) => id === family.head_id)?.name ?? '',
    areaId: family.area_id,
    place: area ? areaName(area) : '',
    address: family.address,
    socialClass: family.social_class,
    registeredOn: family.registered_on,
    cardPrintedOn: family.card_printed_on,
    closedOn: family.closed_on,
    members: shown.filter(({ status }) => !status),
    gone: shown.filter(({ status }) => status),
    changes: changes.map((change) => ({
      id: change.id,
      at: change.at,
      by: change.actor_name,
      reason: change.reason,
      what: [
        change.fields.map(registerFieldName).join(', '),
        change.came.length && `masuk: ${change.came.join(', ')}`,
        change.left.length && `keluar: ${change.left.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; '),
    })),
  };
}

const byPlace = (one: FamilyMember, other: FamilyMember) =>
  (one.relation ?? 99) - (other.relation ?? 99) ||
  (one.birthDate ?? '9').localeCompare(other.birthDate ?? '9');

function member(
  row: Awaited<ReturnType<typeof findMemberRows>>[number],
  family: Pick<FamilyRow, 'head_id'>,
): FamilyMember {
  const relation = row.id === family.head_id ? 1 : row.relation;
  return {
    id: row.id,
    name: row.name,
    sex: row.sex === 1 ? 'L' : 'P',
    relation,
    relationName: relation ? labelOf(FAMILY_RELATION, relation) : '',
    birthDate: row.birth_date,
    status: row.basic_status === LIVING ? '' : labelOf(BASIC_STATUS, row.basic_status),
  };
}

/** Somebody who is to join a family, and what they leave behind. */
export interface Joiner {
  id: string;
  name: string;
  /** The family that they are in now, by its head; empty for none. */
  from: string;
  /** Who may head that family after them; empty where nobody need be asked. */
  heads: FamilyMember[];
}

/** Somebody from the register who may be put into a family: names only, no reading of a record. */
export async function findJoiner(
  tx: VillageTx,
  visitor: Visitor,
  residentId: string,
): Promise<Joiner | undefined> {
  requireOfficer(visitor, 'residents.edit');
  const [mover] = await lockMovers(tx, [residentId]);
  if (!mover) return undefined;
  const family = mover.family_id ? await getFamily(tx, mover.family_id) : undefined;
  const living = family
    ? (await findMemberRows(tx, family.id)).filter((m) => m.basic_status === LIVING)
    : [];
  const others = living.filter(({ id }) => id !== mover.id);
  const headStays = others.some(({ id }) => id === family?.head_id);
  return {
    id: mover.id,
    name: mover.name,
    from: family ? (living.find(({ id }) => id === family.head_id)?.name ?? 'tanpa kepala') : '',
    heads: headStays || others.length < 2 ? [] : others.map((m) => member(m, family!)),
  };
}
