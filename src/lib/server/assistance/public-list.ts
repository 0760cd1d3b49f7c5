import { ageOn } from '#lib/domain/dates-id.ts';
import { initialsOf } from '#lib/domain/person-name.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from './policy.ts';
import {
  countPublicNames,
  findProgrammeRow,
  findPublicNames,
  findPublicProgrammes,
  type Programme,
} from './programme-store.ts';

/** Children are named by their initials only. */
const grown = 17;
const perPage = 100;

/** A programme of which the village has ordered the names to be published. */
export type PublicProgramme = Pick<
  Programme,
  'id' | 'name' | 'level' | 'target' | 'funds' | 'startsOn' | 'endsOn' | 'takesProposals'
> & { order: string; orderedOn: string; count: number };

const describe = (programme: Programme, count: number): PublicProgramme => ({
  id: programme.id,
  name: programme.name,
  level: programme.level,
  target: programme.target,
  funds: programme.funds,
  startsOn: programme.startsOn,
  endsOn: programme.endsOn,
  takesProposals: programme.takesProposals,
  order: programme.listOrder!,
  orderedOn: programme.listOrderedOn!,
  count,
});

/** Programmes with a public list; the others are not named. */
export async function listPublicProgrammes(tx: VillageTx): Promise<PublicProgramme[]> {
  const found: PublicProgramme[] = [];
  for (const programme of await findPublicProgrammes(tx))
    found.push(describe(programme, await countPublicNames(tx, programme.id)));
  return found;
}

/** A page of a public list: name and hamlet, nothing else. */
export interface PublicNames extends PublicProgramme {
  names: { id: string; name: string; hamlet: string }[];
  page: number;
  pages: number;
}

/** @throws Refusal 'not-found' for a programme whose names the village has not ordered to be published */
export async function readPublicNames(
  tx: VillageTx,
  village: VillageContext,
  input: { programmeId: string; page: number },
): Promise<PublicNames> {
  const programme = await findProgrammeRow(tx, input.programmeId);
  if (!programme || programme.listOrder === null || programme.closed)
    throw new Refusal('not-found', 'Daftar penerima ini tidak diumumkan.');
  const count = await countPublicNames(tx, programme.id);
  const pages = Math.max(1, Math.ceil(count / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findPublicNames(tx, programme.id, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  const on = today(village);
  return {
    ...describe(programme, count),
    names: rows.map((row) => {
      const child = row.birth_date === null || ageOn(row.birth_date, on) < grown;
      return {
        id: row.id,
        name: row.group_name ?? (child ? initialsOf(row.name) : row.name),
        hamlet: row.hamlet ?? '',
      };
    }),
    page,
    pages,
  };
}
