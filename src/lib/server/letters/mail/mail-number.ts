import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { allotNumber } from '../issue-letter.ts';
import { nextSequence } from '../letter-store.ts';
import { today } from '../request-context.ts';

/** What stands for a type's code in the numbers of letters that the office writes itself. */
const officeCode = 'SK';
const incomingCounter = 'masuk';

/** The number of a letter that the office writes itself, of the counter that letters are numbered by. */
export async function allotOutgoingNumber(
  tx: VillageTx,
  village: VillageContext,
  wish: { classification: string },
) {
  const date = today(village);
  const place = await allotNumber(tx, village, wish.classification, officeCode, date);
  return { ...place, suffix: '', date };
}

/** The agenda's number of a letter that came in. */
export async function allotIncomingNumber(tx: VillageTx, village: VillageContext) {
  const year = Number(today(village).slice(0, 4));
  const sequence = await nextSequence(tx, village.id, incomingCounter, year);
  return { counter: incomingCounter, year, sequence };
}
