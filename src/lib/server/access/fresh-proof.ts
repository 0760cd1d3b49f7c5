import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, StaffVisitor } from '#lib/domain/visitor.ts';
import { now } from '#lib/server/platform/index.ts';

/** How long a proof of who one is counts as fresh, in milliseconds. */
export const freshProofLife = 15 * 60_000;

/**
 * Before signing letters, resetting PINs or exporting data (ASVS 7.5.1).
 * @throws Refusal 'proof-needed' when the last proof is too old
 */
export function requireFreshProof(visitor: StaffVisitor | ResidentVisitor): void {
  if (now().getTime() - visitor.provedAt.getTime() > freshProofLife) {
    throw new Refusal(
      'proof-needed',
      'Buktikan dulu bahwa ini Anda: masukkan kata sandi dan kode.',
    );
  }
}
