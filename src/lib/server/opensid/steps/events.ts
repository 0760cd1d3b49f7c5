import { randomUUID } from 'node:crypto';
import { eventRules } from '#lib/domain/event-rules.ts';
import { type BroughtEvent, bringEvents, findEventPeople } from '#lib/server/population/index.ts';
import { chainEvents, type ChainedEvent, type ReadEvent, readEvent } from '../event-chain.ts';
import type { CarryRefusal } from '../import-store.ts';
import { type RecordToKeep, writeRecords } from '../records-store.ts';
import { dayIn, textIn } from '../source-row.ts';
import { findKeys, findStagedGroups, saveKeys } from '../staging-store.ts';
import type { Step } from './step.ts';

const TABLE = 'log_penduduk';

/**
 * What befell the population before. Put aside by resident, so that each one's events are judged
 * together: those who contradict one another or what the resident is now are kept, and not counted.
 */
export const eventsStep: Step = {
  table: TABLE,
  title: 'Peristiwa kependudukan',
  counts: true,
  async run(tx, { source, importId, actor, fileName, today, at }, rows) {
    const groups = await findStagedGroups(tx, importId, TABLE, rows);
    const people = await findKeys(tx, source, 'tweb_penduduk', groups.keys());
    const here = await findEventPeople(tx, [...people.values()]);
    const all = [...groups.values()].flat();
    const keys = await findKeys(
      tx,
      source,
      TABLE,
      all.map((row) => textIn(row, 'id')),
    );

    const refusals: CarryRefusal[] = [];
    const events: Brought[] = [];
    const records: RecordToKeep[] = [];
    let unchanged = 0;
    for (const [key, log] of groups) {
      const person = here.get(people.get(key) ?? '');
      const read: ReadEvent[] = [];
      for (const row of log) {
        const event = person ? readEvent(row, today) : 'Penduduknya tidak ada atau ditolak';
        if (typeof event !== 'string') read.push(event);
        else refusals.push({ id: textIn(row, 'id'), label: '', reasons: [event] });
      }
      const fresh = read.filter(({ id }) => !keys.has(id));
      unchanged += read.length - fresh.length;
      if (!person || fresh.length === 0) continue;
      const ours = new Set(keys.values());
      const recordedHere = person.events.some((id) => !ours.has(id));
      const chain = recordedHere ? undefined : chainEvents(read, person);
      if (chain) {
        events.push(
          ...chain
            .filter(({ id }) => !keys.has(id))
            .map((event) => brought(event, chain, person.id)),
        );
      } else {
        const unsound = new Set(fresh.map(({ id }) => id));
        records.push(
          ...log
            .filter((row) => unsound.has(textIn(row, 'id')))
            .map((row): RecordToKeep => {
              const event = fresh.find(({ id }) => id === textIn(row, 'id'))!;
              return {
                id: event.id,
                kind: 'event',
                title: eventRules[event.kind].name,
                onDate: dayIn(row, 'tgl_peristiwa') ?? null,
                residentId: person.id,
                data: row,
              };
            }),
        );
      }
    }
    await bringEvents(
      tx,
      actor,
      fileName,
      events.map(({ event }) => event),
      at,
    );
    await saveKeys(
      tx,
      source,
      TABLE,
      events.map(({ ref, event }) => [ref, event.id]),
    );
    const kept = await writeRecords(tx, source, TABLE, records, at);
    return {
      new: events.length,
      unchanged: unchanged + kept.unchanged,
      refused: refusals.length,
      left: kept.new + kept.changed,
      refusals,
      notes: {
        'urutan peristiwanya tidak cocok dengan keadaan penduduk: disimpan sebagai catatan':
          kept.new + kept.changed,
      },
    };
  },
};

/** An event and the row of the log that it was. */
interface Brought {
  ref: string;
  event: BroughtEvent;
}

function brought(event: ChainedEvent, chain: readonly ChainedEvent[], residentId: string): Brought {
  const { id, kind, effect, occurredOn, reportedOn, details, before, after } = event;
  // Taken back, the last one gives the resident the status from before it.
  const last = event === chain.at(-1) && before !== undefined;
  return {
    ref: id,
    event: {
      id: randomUUID(),
      kind,
      residentId,
      effect,
      occurredOn,
      reportedOn,
      details,
      status: last ? { before, after } : null,
    },
  };
}
