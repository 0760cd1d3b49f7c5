import { maskNik } from '#lib/domain/nik.ts';
import { maskPhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { findPerson } from './account-store.ts';
import { findOwnSessions } from './own-sessions.ts';
import { mustBeResident } from './policy.ts';
import { termsVersion } from './sessions.ts';

/** A resident's account as its owner sees it on a screen that others may look at. */
export interface OwnAccount {
  name: string;
  maskedNik: string;
  maskedPhone: string | null;
  /** How many devices are signed in, this one included. */
  sessions: number;
  /** When the present terms were accepted. */
  termsAt: Date | null;
}

/** The visitor's own account. */
export async function findOwnAccount(villageId: number, visitor: Visitor): Promise<OwnAccount> {
  mustBeResident(visitor);
  const person = await withVillage(villageId, (tx) => findPerson(tx, visitor.residentId));
  if (!person) throw new Refusal('not-found', 'Akun ini tidak ada lagi.');
  return {
    name: person.name,
    maskedNik: maskNik(person.nik),
    maskedPhone: person.phone && maskPhone(person.phone),
    sessions: (await findOwnSessions(villageId, visitor)).length,
    termsAt: person.terms_version === termsVersion ? person.terms_accepted_at : null,
  };
}
