import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { updateAccount } from './account-store.ts';
import type { Caller } from './caller.ts';
import { mustBeResident } from './policy.ts';
import { termsVersion } from './sessions.ts';

/**
 * A resident accepts the present terms; which version and when is kept.
 * @throws Refusal `invalid` when the tick is missing
 */
export async function acceptTerms(
  caller: Caller,
  visitor: Visitor,
  agreed: boolean,
): Promise<void> {
  mustBeResident(visitor);
  if (!agreed) {
    const message = 'Beri tanda centang jika Anda sudah membaca dan setuju.';
    throw new Refusal('invalid', message, { setuju: message });
  }
  await withVillage(caller.village.id, async (tx) => {
    await updateAccount(tx, visitor.residentId, {
      terms_version: termsVersion,
      terms_accepted_at: now(),
    });
    await recordEvent(tx, caller.village.id, visitor, {
      action: 'access.accept-terms',
      residentId: visitor.residentId,
      details: { version: termsVersion },
    });
  });
}
