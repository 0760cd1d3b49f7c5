import { requireOfficer } from '#lib/domain/authority.ts';
import { chatAddress, type News } from '#lib/domain/outgoing-text.ts';
import { isMobilePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent, type AuditFact } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { Person } from './person.ts';

/** Whether an officer can write to somebody from their own phone: they may see the number, and it is a mobile one. */
export const mayChatWith = (
  visitor: Visitor,
  person: { phone: string | null } | undefined,
): boolean =>
  visitor.kind === 'staff' &&
  may(visitor.roles, 'residents.unmask') &&
  Boolean(person?.phone && isMobilePhone(person.phone));

/**
 * A WhatsApp chat with a resident, the short text about a piece of news ready in it: an officer sends it
 * from their own phone. Recorded, for the number is opened.
 * @param person left out: nobody on the register
 * @param event how the trail names it; the resident is added
 * @returns the address that opens it
 * @throws Refusal 'forbidden'; 'conflict' without a mobile number
 */
export async function chatWith(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  {
    person,
    news,
    event,
  }: {
    person: Pick<Person, 'id' | 'name' | 'phone'> | undefined;
    news: News;
    event: Omit<AuditFact, 'residentId'>;
  },
): Promise<string> {
  requireOfficer(visitor, 'residents.unmask');
  const { id, name, phone } = person ?? {};
  if (!id || !name || !phone || !mayChatWith(visitor, person))
    throw new Refusal('conflict', 'Nomor HP warga ini tidak tercatat. Kabari lewat cara lain.');
  await recordEvent(tx, village.id, visitor, { ...event, residentId: id });
  return chatAddress({ name, phone }, news, village.publicOrigin);
}
