/**
 * Who was there on which day, out of what befell them. The database computes the same
 * (server/population/registers/presence-store.ts); this is the rule in short, to hold it against.
 */

/** An event that stands (not undone), as far as presence asks. */
export interface PresenceEvent {
  /** `YYYY-MM-DD` */
  occurredOn: string;
  /** 1 came, -1 went, 0 neither. */
  effect: -1 | 0 | 1;
}

/** Events of one person in the order in which they count: by day, and within a day as recorded. */
const inOrder = (events: readonly PresenceEvent[]) =>
  events
    .filter(({ effect }) => effect !== 0)
    .map((event, recorded) => ({ event, recorded }))
    .sort((a, b) => a.event.occurredOn.localeCompare(b.event.occurredOn) || a.recorded - b.recorded)
    .map(({ event }) => event);

/**
 * Whether somebody was there at the end of a day: their latest event until then decides; before
 * their first, the opposite of that one; without any, what the register says now.
 * @param events of one person, as recorded
 * @param listedNow whether the register has them as living in the village
 */
export function presentOn(
  events: readonly PresenceEvent[],
  listedNow: boolean,
  day: string,
): boolean {
  const ordered = inOrder(events);
  const latest = ordered.filter(({ occurredOn }) => occurredOn <= day).at(-1);
  if (latest) return latest.effect === 1;
  const next = ordered[0];
  return next ? next.effect === -1 : listedNow;
}

/**
 * The events that change whether somebody is there. An arrival of somebody who is there already
 * adds nobody; so what is left always alternates, and start + in − out = end.
 */
export const countedEvents = (events: readonly PresenceEvent[]): PresenceEvent[] =>
  inOrder(events).filter((event, i, all) => event.effect !== all[i - 1]?.effect);
