import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { approveRequest } from './approve-request.ts';
import type { OutsideInput } from './esign/begin-attempt.ts';
import { signOutside } from './esign/sign-outside.ts';
import { findSigningWay } from './esign/signing-way.ts';
import { typeOf } from './request-context.ts';
import { findRequest } from './store.ts';

/**
 * Approves and signs a request in the village's way: in one transaction with its own certificate, or
 * through a service outside (BSrE, a time stamp authority).
 * @returns the letter's number
 * @throws Refusal as approveRequest and signOutside do
 */
export async function signRequest(
  village: VillageContext,
  visitor: Visitor,
  input: OutsideInput,
): Promise<{ number: string }> {
  const outside = await withVillage(village.id, async (tx) => {
    const request = await findRequest(tx, input.requestId);
    const electronic = request && typeOf(request).signature === 'electronic';
    return electronic && (await findSigningWay(tx, village)).outside;
  });
  if (outside) return signOutside(village, visitor, input);
  return withVillage(village.id, (tx) => approveRequest(tx, village, visitor, input));
}
