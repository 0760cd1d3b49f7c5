import type { ResidentVisitor } from '../src/lib/domain/visitor.ts';
import { openSession, termsVersion } from '../src/lib/server/access/index.ts';
import { now, withVillage } from '../src/lib/server/platform/index.ts';
import { Browser } from '../tests/callers.ts';
import { makeResident, residentVisitor } from '../tests/factories.ts';
import type { Bench } from './open-bench.ts';

/** A resident with an account and a session of their own. */
export async function signedInResident({
  village,
}: Bench): Promise<{ visitor: ResidentVisitor; cookie: string }> {
  const resident = await makeResident(village.id);
  const browser = new Browser(village, '127.0.0.1');
  await withVillage(village.id, async (tx) => {
    const at = now();
    await tx
      .insertInto('resident_account')
      .values({
        village_id: village.id,
        resident_id: resident.id,
        pin_hash: 'none: signs in by a session',
        state: 'active',
        issued_at: at,
        terms_version: termsVersion,
        terms_accepted_at: at,
      })
      .execute();
    await openSession(tx, browser, { kind: 'resident', personId: resident.id });
  });
  const [name, value] = [...browser.kept][0]!;
  return { visitor: residentVisitor(resident), cookie: `${name}=${value}` };
}
