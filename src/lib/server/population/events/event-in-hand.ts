import type { EventDetails } from '#lib/domain/event-details.ts';
import type { EventKind } from '#lib/domain/event-rules.ts';
import type { EventDays } from '#lib/domain/population-event.ts';
import { Refusal } from '#lib/domain/refusal.ts';

/** Somebody on the register to whom it happened, and what they were before: undefined for newcomers. */
export interface Befallen {
  residentId: string;
  before: number | undefined;
}

/** What the parts of recording an event share. */
export interface EventInHand {
  kind: EventKind;
  days: EventDays;
  details: EventDetails;
  /** The form by its field names. */
  typed: Readonly<Record<string, string | undefined>>;
}

/** @throws Refusal 'invalid' when there is any error */
export function refuse(errors: Record<string, string>): void {
  const message = Object.values(errors)[0];
  if (message) throw new Refusal('invalid', message, errors);
}
