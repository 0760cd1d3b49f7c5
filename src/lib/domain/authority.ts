import { Refusal } from './refusal.ts';
import { may, type Capability } from './roles.ts';
import type { ResidentVisitor, StaffVisitor, Visitor } from './visitor.ts';

/** @throws Refusal unless a resident who may use the services is signed in */
export function requireResident(visitor: Visitor): asserts visitor is ResidentVisitor {
  if (visitor.kind !== 'resident')
    throw new Refusal('not-signed-in', 'Masuk dulu dengan NIK dan PIN Anda.');
  if (visitor.mustChangePin || visitor.mustAcceptTerms)
    throw new Refusal('forbidden', 'Ganti PIN dan setujui ketentuan dulu.');
}

/** @throws Refusal unless an officer with the capability (access table in roles.ts) is signed in */
export function requireOfficer(
  visitor: Visitor,
  capability: Capability,
): asserts visitor is StaffVisitor {
  if (visitor.kind !== 'staff' || visitor.mustChangePassword)
    throw new Refusal('not-signed-in', 'Masuk dulu sebagai petugas desa.');
  if (!may(visitor.roles, capability))
    throw new Refusal('forbidden', 'Peran Anda tidak berwenang untuk ini.');
}
