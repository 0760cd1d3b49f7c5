import { Refusal } from '#lib/domain/refusal.ts';
import { type Capability, may } from '#lib/domain/roles.ts';
import type { Actor, StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

/** @throws Refusal unless an officer with the capability is signed in */
export function requireOfficer(
  visitor: Visitor,
  capability: Capability,
): asserts visitor is StaffVisitor {
  if (visitor.kind !== 'staff' || visitor.mustChangePassword) {
    throw new Refusal('not-signed-in', 'Masuk dulu sebagai petugas desa.');
  }
  if (!may(visitor.roles, capability)) {
    throw new Refusal('forbidden', 'Peran Anda tidak berwenang untuk ini.');
  }
}

/** Who may bring in a spreadsheet: an officer with that right, or the command line. */
export type Importer = StaffVisitor | { kind: 'system'; name: string };

/** @throws Refusal for anyone who may not bring in a spreadsheet */
export function requireImporter(actor: Actor): asserts actor is Importer {
  if (actor.kind !== 'system') requireOfficer(actor, 'residents.import');
}
