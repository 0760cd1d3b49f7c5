import { HEAD } from '#lib/domain/family-relations.ts';
import { LIVING } from '#lib/domain/event-rules.ts';
import { statusAfter } from '#lib/domain/population-event.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { lockFamilyRow, type MemberRow, updateResidents } from '../families/family-store.ts';
import { findLivingMembers, seatHead, settleFamily } from '../families/settle-family.ts';
import type { EventPersonRow } from './event-store.ts';
import type { Befallen, EventInHand } from './event-in-hand.ts';

/** An in-law or anybody else who comes back to a family that has got another head. */
const KIN = 9;

/** Lets an event happen to people on the register: their status, and the order in their family. */
export async function changePersons(
  tx: VillageTx,
  event: EventInHand,
  persons: readonly EventPersonRow[],
): Promise<Befallen[]> {
  const { kind, details, days, typed } = event;
  const ids = persons.map(({ id }) => id);
  const after = statusAfter(kind, details);
  await updateResidents(tx, ids, { basic_status: after });
  if (kind === 'status' && after === LIVING)
    await updateResidents(tx, ids, { residence: Number(details.becomes) });
  const familyId = persons[0]!.family_id;
  if (familyId && kind === 'return') await takeBack(tx, familyId, ids);
  if (familyId && after !== LIVING)
    await settleFamily(tx, familyId, { headId: typed['kepala-baru'], on: days.occurredOn });
  return persons.map(({ id, basic_status }) => ({ residentId: id, before: basic_status }));
}

/**
 * People come back to their family. One that had closed opens again under its former head, or the
 * eldest of those who came; in one that goes on under another head, a former head is kin.
 */
async function takeBack(tx: VillageTx, familyId: string, ids: readonly string[]): Promise<void> {
  const family = await lockFamilyRow(tx, familyId);
  const living = await findLivingMembers(tx, familyId);
  const back = living.filter(({ id }) => ids.includes(id));
  const headIsHere = living.some(({ id }) => id === family?.head_id && !ids.includes(id));
  if (headIsHere) {
    const former = back.filter(({ relation }) => relation === HEAD).map(({ id }) => id);
    await updateResidents(tx, former, { relation: KIN });
    return;
  }
  const head =
    back.find(({ id }) => id === family?.head_id) ??
    back.find(({ relation }) => relation === HEAD) ??
    eldest(back);
  await seatHead(tx, familyId, head.id, living);
}

const eldest = (members: readonly MemberRow[]): MemberRow =>
  [...members].sort((a, b) => (a.birth_date ?? '9999').localeCompare(b.birth_date ?? '9999'))[0]!;
