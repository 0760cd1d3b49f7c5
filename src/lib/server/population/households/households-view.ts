import { requireOfficer } from '#lib/domain/authority.ts';
import { FAMILY_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  anyHousehold,
  findHouseholdLines,
  findHouseholdMembers,
  lockHouseholdRow,
} from './household-store.ts';

/** Whether the village keeps households (rumah tangga): their pages are offered only where it does. */
export async function usesHouseholds(tx: VillageTx): Promise<boolean> {
  return anyHousehold(tx);
}

/** One line of the list of households. */
export interface HouseholdLine {
  id: string;
  number: string;
  headName: string;
  members: number;
  socialData: boolean;
}

const perPage = 50;

/** Households by number or the head's name. */
export async function listHouseholds(
  tx: VillageTx,
  visitor: Visitor,
  asked: { search: string; page: number },
): Promise<{ items: HouseholdLine[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'residents.read');
  const page = Math.max(1, asked.page);
  const found = await findHouseholdLines(tx, asked.search, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return {
    total: found.total,
    page,
    pages: Math.max(1, Math.ceil(found.total / perPage)),
    items: found.rows.map((row) => ({
      id: row.id,
      number: row.number,
      headName: row.head_name ?? '',
      members: row.members,
      socialData: row.social_data,
    })),
  };
}

/** A household as its page shows it: the people in it who live in the village. */
export interface OpenedHousehold {
  id: string;
  number: string;
  socialData: boolean;
  socialDataNumber: string;
  registeredOn: string | null;
  /** Undefined when the head has died or left: somebody else is to be chosen. */
  head: { id: string; name: string } | undefined;
  members: {
    id: string;
    name: string;
    sex: 'L' | 'P';
    birthDate: string | null;
    /** "Istri, keluarga ABDUL HAKIM" */
    family: string;
    familyId: string | null;
  }[];
}

/** @throws Refusal 'not-found' */
export async function openHousehold(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<OpenedHousehold> {
  requireOfficer(visitor, 'residents.read');
  const row = await lockHouseholdRow(tx, id);
  if (!row) throw new Refusal('not-found', 'Rumah tangga ini tidak ditemukan.');
  const members = await findHouseholdMembers(tx, id);
  return {
    id: row.id,
    number: row.number,
    socialData: row.social_data,
    socialDataNumber: row.social_data_number ?? '',
    registeredOn: row.registered_on,
    head: members.find((member) => member.id === row.head_id),
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      sex: member.sex === 1 ? 'L' : 'P',
      birthDate: member.birth_date,
      familyId: member.family_id,
      family: [
        member.relation && labelOf(FAMILY_RELATION, member.relation),
        member.family_head && `keluarga ${member.family_head}`,
      ]
        .filter(Boolean)
        .join(', '),
    })),
  };
}
