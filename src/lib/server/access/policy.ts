import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { ResidentVisitor, StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

const closed = (message: string) => new Refusal('forbidden', message);

/** Only a signed-in resident, for their own account. */
export function mustBeResident(visitor: Visitor): asserts visitor is ResidentVisitor {
  if (visitor.kind !== 'resident')
    throw new Refusal('not-signed-in', 'Masuk dahulu dengan NIK dan PIN Anda.');
}

/** Only a signed-in officer, for their own account. */
export function mustBeStaff(visitor: Visitor): asserts visitor is StaffVisitor {
  if (visitor.kind !== 'staff') throw new Refusal('not-signed-in', 'Masuk dahulu sebagai petugas.');
}

/** Operator and admin look after residents' accounts. */
export function mustManageAccounts(visitor: Visitor): asserts visitor is StaffVisitor {
  mustBeStaff(visitor);
  if (!may(visitor.roles, 'accounts.manage'))
    throw closed('Akun warga diurus oleh operator atau admin desa.');
}

/**
 * Nobody hands out a PIN for themselves: whoever could would read their own letters' journey past
 * every colleague. Another officer does it (docs/decisions/0006).
 */
export function mustNotBeOwnAccount(visitor: StaffVisitor, residentId: string): void {
  if (visitor.residentId === residentId)
    throw closed('Akun warga milik Anda sendiri diurus oleh petugas lain.');
}

/** Only the admin looks after officers. */
export function mustManageStaff(visitor: Visitor): asserts visitor is StaffVisitor {
  mustBeStaff(visitor);
  if (!may(visitor.roles, 'staff.manage')) throw closed('Akun petugas diurus oleh admin desa.');
}
