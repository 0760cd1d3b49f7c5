import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { StaffRole } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { upsertAccount } from '../../src/lib/server/access/account-store.ts';
import {
  createStaffAccount,
  giveCode,
  signInResident,
  signInStaff,
  termsVersion,
} from '../../src/lib/server/access/index.ts';
import { withHasher } from '../../src/lib/server/access/memorised-secret.ts';
import { newTotpSecret, presentCode } from '../../src/lib/server/access/totp.ts';
import { findEvents } from '../../src/lib/server/audit/store.ts';
import { now, withVillage, type DB } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeResident } from '../factories.ts';

export const goodPin = '384719';
export const goodPassword = 'pohon kelapa menari sore';

/** A resident who signs in with `goodPin`. */
export async function makeHolder(
  village: VillageContext,
  account: Partial<Insertable<DB['resident_account']>> = {},
  person: Partial<Insertable<DB['resident']>> = {},
) {
  const resident = await makeResident(village.id, person);
  const owner = { villageId: village.id, accountId: resident.id };
  const pinHash = await withHasher((h) => h.hash(owner, goodPin));
  await withVillage(village.id, (tx) =>
    upsertAccount(tx, {
      village_id: village.id,
      resident_id: resident.id,
      pin_hash: pinHash,
      state: 'active',
      issued_at: now(),
      terms_version: termsVersion,
      terms_accepted_at: now(),
      ...account,
    }),
  );
  return resident;
}

let staffCount = 0;

/** An officer who signs in with `goodPassword` and the code of the secret. */
export async function makeOfficer(
  village: VillageContext,
  roles: StaffRole[],
  options: { temporary?: boolean; enrolled?: boolean; residentId?: string } = {},
) {
  const username = `perangkat${++staffCount}`;
  const totpSecret = newTotpSecret();
  const id = await withVillage(village.id, (tx) =>
    createStaffAccount(tx, village.id, {
      username,
      name: `Petugas ${staffCount}`,
      roles,
      position: 'Kasi Pelayanan',
      password: goodPassword,
      temporary: options.temporary ?? false,
      residentId: options.residentId ?? null,
      ...(options.enrolled === false ? {} : { totpSecret }),
    }),
  );
  return { id, username, totpSecret };
}

/** Signs a resident in on a browser, or on a new one. */
export async function enter(
  village: VillageContext,
  nik: string,
  pin = goodPin,
  browser = new Browser(village),
): Promise<Browser> {
  await signInResident(browser, { nik, pin, kiosk: false });
  return browser;
}

/** Signs an officer in wholly, on a browser or on a new one. */
export async function enterOffice(
  village: VillageContext,
  officer: { username: string; totpSecret: string },
  browser = new Browser(village),
): Promise<{ browser: Browser; visitor: StaffVisitor }> {
  await signInStaff(browser, { username: officer.username, password: goodPassword });
  await giveCode(browser, presentCode(officer.totpSecret));
  const visitor = await browser.visitor('kantor');
  if (visitor.kind !== 'staff') throw new Error('The officer is not signed in.');
  return { browser, visitor };
}

/** What the audit trail holds, the latest first. */
export async function trail(village: VillageContext, action: string) {
  return withVillage(village.id, (tx) => findEvents(tx, { actions: [action], limit: 50 }));
}

export const key = () => randomUUID();
