import type { VillageTx } from '#lib/server/platform/index.ts';
import type { RegisterEntry, SEATS } from '#lib/server/population/index.ts';
import { readResident } from '../read-resident.ts';
import { keyIn, type SourceRow, textIn } from '../source-row.ts';
import { findStaged, findStagedLeaders, findStagedOf, type StagedOf } from '../staging-store.ts';
import type { StepContext } from './step.ts';

/** How OpenSID keeps who belongs to which group and who leads it. */
export const GROUPS = {
  family: {
    table: 'tweb_keluarga',
    /** The columns of a resident with their group, and with what they are in it. */
    group: 'id_kk',
    level: 'kk_level',
    /** What that first column holds. */
    keyOf: ({ id }: StagedOf): string => id,
  },
  household: {
    table: 'tweb_rtm',
    group: 'id_rtm',
    level: 'rtm_level',
    keyOf: ({ data }: StagedOf): string => textIn(data, 'no_kk'),
  },
} as const;

export type GroupKind = keyof typeof SEATS;

/** A resident of the dump, by key. */
export interface ChosenHead {
  ref: string;
  name: string;
}

/** Whether somebody lives in the village, as far as a row says. */
export const isLiving = ({ basic_status = 1 }: RegisterEntry): boolean => basic_status === 1;

/**
 * Who heads each of our families or households by the dump alone, so that it comes to the same whenever
 * it is asked: whoever the card names, if they live, belong to it and can be read; of two cards of one
 * number the first. Where the card names nobody such, the first who says so of themselves.
 * @param open of which groups to look for such a one
 */
export async function chooseHeads(
  tx: VillageTx,
  { importId, source, today }: StepContext,
  kind: GroupKind,
  groupIds: Iterable<string>,
  open: (groupId: string) => boolean = () => true,
): Promise<Map<string, ChosenHead>> {
  const { table, group, keyOf } = GROUPS[kind];
  const cards = await findStagedOf(tx, importId, source, table, groupIds);
  const groupOf = new Map(cards.map((card) => [keyOf(card), card.ours]));
  const named = await findStaged(
    tx,
    importId,
    'tweb_penduduk',
    cards.map(({ data }) => keyIn(data, 'nik_kepala')),
  );
  const heads = new Map<string, ChosenHead>();
  const seat = (ref: string, row: SourceRow) => {
    const ours = groupOf.get(keyIn(row, group) ?? '');
    if (!ours || heads.has(ours)) return;
    const surroundings = { kkNumber: undefined, address: '', map: undefined };
    const { entry } = readResident(row, surroundings, today);
    if (entry && isLiving(entry)) heads.set(ours, { ref, name: entry.name ?? '' });
  };
  for (const { ours, data } of cards) {
    const ref = keyIn(data, 'nik_kepala');
    const row = ref && named.get(ref);
    if (row && groupOf.get(keyIn(row, group) ?? '') === ours) seat(ref, row);
  }
  const without = cards.filter(({ ours }) => !heads.has(ours) && open(ours)).map(keyOf);
  for (const { id, data } of await findStagedLeaders(tx, importId, GROUPS[kind], without)) {
    seat(id, data);
  }
  return heads;
}
