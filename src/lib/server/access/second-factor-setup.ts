import { withVillage } from '#lib/server/platform/index.ts';
import type { Caller } from './caller.ts';
import { findHalfSignedIn } from './sessions.ts';
import { findStaff } from './staff-store.ts';
import { openTotp, totpAddress } from './totp.ts';

/** What the page between password and second factor shows. */
export interface HalfSignedIn {
  name: string;
  /** What to put into the app; undefined when the app is set up already. */
  setup: { secret: string; address: string } | undefined;
}

/** The officer who has given the password and now owes the second factor, if the caller is one. */
export async function findHalfwayOfficer(caller: Caller): Promise<HalfSignedIn | undefined> {
  const { village } = caller;
  return withVillage(village.id, async (tx) => {
    const session = await findHalfSignedIn(tx, caller);
    const staff = session && (await findStaff(tx, session.staff_id));
    if (!staff?.totp_sealed) return undefined;
    if (staff.totp_enrolled_at) return { name: staff.name, setup: undefined };
    const secret = openTotp(village.id, staff.id, staff.totp_sealed);
    const issuer = `${village.kind} ${village.name}`;
    return {
      name: staff.name,
      setup: { secret, address: totpAddress(secret, staff.username, issuer) },
    };
  });
}
