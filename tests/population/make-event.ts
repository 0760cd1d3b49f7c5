import type { Insertable } from 'kysely';
import { now, withVillage, type DB } from '../../src/lib/server/platform/index.ts';
import { declareChange } from '../../src/lib/server/population/index.ts';

type Event = Insertable<DB['population_event']>;

const effects: Record<string, number> = { birth: 1, arrival: 1, return: 1, status: 0 };

/** Puts events on the register as they stand in the table, in this order. */
export async function makeEvents(
  villageId: number,
  events: readonly (Pick<Event, 'resident_id' | 'kind' | 'occurred_on'> & Partial<Event>)[],
): Promise<void> {
  if (events.length === 0) return;
  await withVillage(villageId, async (tx) => {
    const change = await declareChange(tx, { kind: 'system', name: 'Uji' }, { kind: 'event' });
    const start = now().getTime();
    await tx
      .insertInto('population_event')
      .values(
        events.map((event, i) => ({
          village_id: villageId,
          effect: effects[event.kind] ?? -1,
          reported_on: event.occurred_on,
          change_id: change,
          created_at: new Date(start + i),
          ...event,
        })),
      )
      .execute();
  });
}
