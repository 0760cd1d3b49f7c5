import { villageDate } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { now, withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import {
  createHousehold,
  recordPopulationEvent,
  setAreaLeader,
} from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { eventsOf, HEAD, type Villager } from './demo-events.ts';

/**
 * A month of the register: births, deaths, people who come and go, leaders of the hamlets, and a household
 * of two families.
 */
export async function playRegister(village: VillageContext, operator: StaffVisitor): Promise<void> {
  const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
  const villagers = await run((tx) => findVillagers(tx, villageDate(now(), village.timeZone)));
  await run((tx) => appointLeaders(tx, village, operator, villagers));
  for (const event of eventsOf(village, villagers))
    await run((tx) => recordPopulationEvent(tx, village, operator, event));
  await run((tx) => joinHousehold(tx, village, operator, villagers));
}

async function findVillagers(tx: VillageTx, today: string): Promise<Villager[]> {
  const rows = await tx
    .selectFrom('resident as r')
    .innerJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .select([
      'r.id',
      'r.name',
      'r.sex',
      'r.relation',
      'r.birth_date',
      'f.id as familyId',
      'f.area_id',
    ])
    .where('r.basic_status', '=', 1)
    .where('r.residence', '=', 1)
    .orderBy('r.nik')
    .execute();
  const busy = new Set(
    (
      await tx
        .selectFrom('resident as r')
        .select('r.family_id')
        .where((eb) =>
          eb.or(
            [
              eb.selectFrom('letter_request').select('subject_id'),
              eb.selectFrom('letter_request').select('applicant_id'),
              eb.selectFrom('resident_account').select('resident_id'),
              eb
                .selectFrom('aid_recipient')
                .select('resident_id')
                .where('resident_id', 'is not', null),
              eb.selectFrom('voice').select('reporter_id').where('reporter_id', 'is not', null),
            ].map((told) => eb('r.id', 'in', told)),
          ),
        )
        .execute()
    ).map(({ family_id: id }) => id),
  );
  const sizes = new Map<string, number>();
  for (const { familyId } of rows) sizes.set(familyId, (sizes.get(familyId) ?? 0) + 1);
  return rows
    .filter(({ familyId }) => !busy.has(familyId))
    .map(({ birth_date, area_id, relation, ...row }) => ({
      ...row,
      relation: relation ?? 0,
      areaId: area_id ?? '',
      age: Number(today.slice(0, 4)) - Number(String(birth_date).slice(0, 4)),
      size: sizes.get(row.familyId)!,
    }));
}

async function appointLeaders(
  tx: VillageTx,
  village: VillageContext,
  operator: StaffVisitor,
  villagers: readonly Villager[],
) {
  const areas = await tx.selectFrom('area').select(['id', 'hamlet']).orderBy('hamlet').execute();
  for (const hamlet of new Set(areas.map((area) => area.hamlet))) {
    const within = areas.filter((area) => area.hamlet === hamlet).map(({ id }) => id);
    const elder = villagers.find(
      (one) => one.relation === HEAD && one.age > 45 && one.size > 2 && within.includes(one.areaId),
    );
    if (elder)
      await setAreaLeader(
        tx,
        village.id,
        operator,
        { hamlet, rw: '', rt: '' },
        { residentId: elder.id, name: '', since: '2021-07-01' },
      );
  }
}

async function joinHousehold(
  tx: VillageTx,
  village: VillageContext,
  operator: StaffVisitor,
  villagers: readonly Villager[],
) {
  const families = [...new Set(villagers.map(({ familyId }) => familyId))].slice(-2);
  const people = villagers.filter(({ familyId }) => families.includes(familyId));
  const head = people.find(({ relation }) => relation === HEAD)!;
  await createHousehold(tx, village, operator, {
    number: '',
    socialData: true,
    socialDataNumber: '',
    headId: head.id,
    memberIds: people.map(({ id }) => id),
  });
}
