import type { Visitor } from '#lib/domain/visitor.ts';
import {
  checkCarried,
  findCarriedProgrammes,
  openProgramme,
  takeOverProgramme,
} from './assistance/index.ts';
import {
  countCarriedProgrammes,
  listCarriedProgrammes,
  listCarriedRecipients,
} from './opensid/index.ts';
import type { VillageTx } from './platform/index.ts';
import type { VillageContext } from './villages/index.ts';

/** How many programmes of OpenSID were not taken over yet. @throws Refusal 'forbidden' */
export async function countWaitingProgrammes(tx: VillageTx, visitor: Visitor): Promise<number> {
  const all = await countCarriedProgrammes(tx, visitor);
  return all === 0 ? 0 : all - (await findCarriedProgrammes(tx)).size;
}

/**
 * Takes the programmes of OpenSID over, each once, without their recipients: these are looked at
 * programme by programme.
 * @returns how many
 * @throws Refusal 'forbidden'
 */
export async function bringProgrammes(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  const taken = await findCarriedProgrammes(tx);
  const all = await listCarriedProgrammes(tx, visitor);
  const waiting = all.filter(({ id }) => !taken.has(id));
  for (const { id, typed } of waiting)
    await takeOverProgramme(tx, village, visitor, { typed, carriedId: id });
  return waiting.length;
}

/** How many OpenSID had in a programme that was taken over from it. @throws Refusal 'forbidden' */
export async function countCarriedRecipients(
  tx: VillageTx,
  visitor: Visitor,
  carriedId: string | null,
): Promise<number> {
  return carriedId ? (await listCarriedRecipients(tx, visitor, carriedId)).length : 0;
}

/**
 * Puts those whom OpenSID had in a programme aside to be looked at, as a list that was sent in is.
 * @returns the id of the check
 * @throws Refusal 'forbidden', 'not-found'; 'conflict' where all are in it already
 */
export async function checkCarriedRecipients(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  programmeId: string,
): Promise<string> {
  const { carriedId } = await openProgramme(tx, visitor, programmeId);
  const rows = carriedId ? await listCarriedRecipients(tx, visitor, carriedId) : [];
  return checkCarried(tx, village, visitor, { programmeId, from: 'OpenSID', rows });
}
