import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffRole } from '#lib/domain/roles.ts';
import { closingTry } from '#lib/domain/sign-in-throttle.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { mustManageStaff } from './policy.ts';
import { findOwnersSessions } from './session-store.ts';
import { isAlive } from './sessions.ts';
import { findAllStaff } from './staff-store.ts';
import { findFailures } from './tries.ts';

/** An officer as the admin sees them. */
export interface StaffLine {
  id: string;
  username: string;
  name: string;
  position: string;
  employeeNo: string;
  roles: StaffRole[];
  signs: boolean;
  active: boolean;
  /** 'new': has not signed in yet; 'expired': the temporary password was not used in time. */
  state: 'new' | 'expired' | 'ready' | 'closed';
  hasSecondFactor: boolean;
  /** Whether the officer is on the village's register. */
  isResident: boolean;
  lastSignIn: Date | null;
}

/** All officers of the village. @throws Refusal `forbidden` */
export async function listStaff(villageId: number, visitor: Visitor): Promise<StaffLine[]> {
  mustManageStaff(visitor);
  return withVillage(villageId, async (tx) => (await findAllStaff(tx)).map(lineOf));
}

/** One officer, with what stands open. @throws Refusal `forbidden`, `not-found` */
export async function getStaffDetail(
  villageId: number,
  visitor: Visitor,
  staffId: string,
): Promise<StaffLine & { sessions: number; lockedOut: boolean; isSelf: boolean }> {
  mustManageStaff(visitor);
  return withVillage(villageId, async (tx) => {
    const row = (await findAllStaff(tx)).find((staff) => staff.id === staffId);
    if (!row) throw new Refusal('not-found', 'Petugas ini tidak ada.');
    const sessions = await findOwnersSessions(tx, { kind: 'staff', id: row.id }, now());
    const failures = await findFailures(tx, villageId, {
      staff: row.username,
      code: row.id,
      proof: row.id,
    });
    return {
      ...lineOf(row),
      sessions: sessions.filter(isAlive).length,
      lockedOut: failures >= closingTry,
      isSelf: row.id === visitor.staffId,
    };
  });
}

function lineOf(row: Awaited<ReturnType<typeof findAllStaff>>[number]): StaffLine {
  const expired = row.password_expires_at !== null && row.password_expires_at <= now();
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    position: row.position ?? '',
    employeeNo: row.employee_no ?? '',
    roles: row.roles as StaffRole[],
    signs: row.signs ?? false,
    active: row.active,
    state: !row.active
      ? 'closed'
      : expired
        ? 'expired'
        : row.must_change_password
          ? 'new'
          : 'ready',
    isResident: row.resident_id !== null,
    hasSecondFactor: row.totp_enrolled_at !== null,
    lastSignIn: row.last_sign_in_at,
  };
}
