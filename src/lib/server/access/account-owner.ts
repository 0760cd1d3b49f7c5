import type { ResidentVisitor, StaffVisitor } from '#lib/domain/visitor.ts';

/** Whose account, session or device it is. */
export interface AccountOwner {
  kind: 'resident' | 'staff';
  /** Resident or staff id. */
  id: string;
}

/** The owner of what a visitor looks at as their own. */
export function ownerOf(visitor: ResidentVisitor | StaffVisitor): AccountOwner {
  return visitor.kind === 'resident'
    ? { kind: 'resident', id: visitor.residentId }
    : { kind: 'staff', id: visitor.staffId };
}

/** The column by which sessions and devices belong to an owner. */
export function ownerColumn(owner: AccountOwner) {
  return owner.kind === 'resident' ? ('resident_id' as const) : ('staff_id' as const);
}
