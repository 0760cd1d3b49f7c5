import { requireOfficer } from '#lib/domain/authority.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { ChangeKind } from '../change-store.ts';

/** @throws Refusal unless an officer who may change residents' records is signed in */
export function requireEditor(visitor: Visitor): asserts visitor is StaffVisitor {
  requireOfficer(visitor, 'residents.edit');
}

/** @throws Refusal for anyone who may not change a record in this way */
export function requireChanger(
  visitor: Visitor,
  kind: Extract<ChangeKind, 'edit' | 'correction'>,
): asserts visitor is StaffVisitor {
  requireOfficer(visitor, kind === 'edit' ? 'residents.edit' : 'corrections.decide');
}
