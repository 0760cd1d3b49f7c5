import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, StaffVisitor } from '#lib/domain/visitor.ts';
import { now } from '#lib/server/platform/index.ts';

/** How long after signing in (or proving again) an act of weight needs no new proof. Milliseconds. */
const proofLife = 15 * 60_000;

/** Whether the person has lately proved who they are. */
export function hasFreshProof(visitor: ResidentVisitor | StaffVisitor): boolean {
  return visitor.provedAt.getTime() + proofLife > now().getTime();
}

/**
 * Stands before acts of weight: signing letters, issuing PINs, exporting data, changing staff
 * (ASVS 7.5.1, 7.5.3).
 * @throws Refusal `proof-needed`: the page leads to /kantor/bukti and back
 */
export function requireFreshProof(visitor: StaffVisitor | ResidentVisitor): void {
  if (!hasFreshProof(visitor))
    throw new Refusal(
      'proof-needed',
      'Untuk keamanan, masukkan kata sandi dan kode Anda sekali lagi.',
    );
}
