import { maskIdNumber } from '#lib/domain/id-number.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  type CarriedResident,
  findNames,
  findSeatedByHand,
  SEATS,
} from '#lib/server/population/index.ts';
import type { SecondHead } from '../report.ts';
import { chooseHeads, type GroupKind, isLiving } from './choose-heads.ts';
import type { StepContext } from './step.ts';

/** A resident about to be written, with the numbers of their family card and household. */
export interface Seated extends CarriedResident {
  cardNumber: string;
  householdNumber: string;
}

/** Of each kind of group: where a resident names theirs, and by which number people know it. */
const OF = {
  family: {
    group: (one: Seated) => one.familyId,
    number: (one: Seated) => maskIdNumber(one.cardNumber),
    follows: 'kepala keluarga menurut kartunya: hubungannya menjadi kepala keluarga',
    second: 'kepala keluarga kedua: menjadi famili lain, periksa hubungannya',
  },
  household: {
    group: (one: Seated) => one.householdId,
    number: (one: Seated) => one.householdNumber,
    follows: 'kepala rumah tangga menurut datanya: kedudukannya menjadi kepala',
    second: 'kepala rumah tangga kedua: menjadi anggota',
  },
} as const;

/**
 * Lets each family and household have one living head: whom the village has seated here by hand, else
 * whom the dump names. Who says so beside them is kin or a member; whom the card names is head, whatever
 * else their row says.
 * @param ids who of them is on the register already
 * @returns for the report, what was changed in the entries
 */
export async function seatEntries(
  tx: VillageTx,
  context: StepContext,
  residents: readonly Seated[],
  ids: ReadonlyMap<string, string>,
): Promise<{ notes: Record<string, number>; secondHeads: SecondHead[] }> {
  const notes: Record<string, number> = {};
  const secondHeads: SecondHead[] = [];
  for (const kind of ['family', 'household'] as const) {
    const { column, becomes } = SEATS[kind];
    const { group, number, follows, second } = OF[kind];
    const living = residents.filter((one) => group(one) && isLiving(one.entry));
    const led = living.filter(({ entry }) => entry[column] === 1).map(group);
    const heads = await findHeads(
      tx,
      context,
      kind,
      living.map((one) => group(one)!),
      led,
    );
    for (const one of living) {
      const head = heads.get(group(one)!);
      if (!head) continue;
      const isHead = head.ref === one.ref || head.id === (ids.get(one.ref) ?? '');
      const saysSo = one.entry[column] === 1;
      if (isHead === saysSo) continue;
      one.entry[column] = isHead ? 1 : becomes;
      const note = isHead ? follows : second;
      notes[note] = (notes[note] ?? 0) + 1;
      if (isHead) continue;
      const told = { number: number(one), head: head.name, name: one.entry.name ?? '' };
      secondHeads.push({ kind, groupId: group(one)!, ...told });
    }
  }
  return { notes, secondHeads };
}

/** A head by their key in the dump or, seated by hand, by their id here. */
interface Head {
  ref?: string;
  id?: string;
  name: string;
}

async function findHeads(
  tx: VillageTx,
  context: StepContext,
  kind: GroupKind,
  groupIds: readonly string[],
  led: readonly (string | null | undefined)[],
): Promise<Map<string, Head>> {
  const open = new Set(led);
  const groups = [...new Set(groupIds)];
  const heads = new Map<string, Head>(
    await chooseHeads(tx, context, kind, groups, (id) => open.has(id)),
  );
  const byHand = await findSeatedByHand(tx, kind, groups);
  const names = await findNames(tx, [...byHand.values()]);
  for (const [groupId, id] of byHand) heads.set(groupId, { id, name: names.get(id) ?? '' });
  return heads;
}
