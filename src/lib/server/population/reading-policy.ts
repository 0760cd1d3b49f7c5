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
