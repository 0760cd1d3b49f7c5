import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

/** @throws Refusal unless an officer who may read residents' records is signed in */
export function requireReader(visitor: Visitor): asserts visitor is StaffVisitor {
  if (visitor.kind !== 'staff' || visitor.mustChangePassword) {
    throw new Refusal('not-signed-in', 'Masuk dulu sebagai petugas desa.');
  }
  if (!may(visitor.roles, 'residents.read')) {
    throw new Refusal('forbidden', 'Peran Anda tidak berwenang melihat data warga.');
  }
}

/**
 * Whether numbers may be shown in full, and for what.
 * @param purpose as typed
 * @returns the purpose, for the record
 * @throws Refusal for whoever may not, and 'invalid' without a purpose (`keperluan`)
 */
export function requireUnmasking(visitor: StaffVisitor, purpose: string, advice: string): string {
  if (!may(visitor.roles, 'residents.unmask'))
    throw new Refusal('forbidden', 'Peran Anda tidak berwenang melihat nomor lengkap.');
  const reason = purpose.trim();
  if (reason.length < 5 || reason.length > 200)
    throw new Refusal('invalid', advice, { keperluan: advice });
  return reason;
}
