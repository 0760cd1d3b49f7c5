import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  checkStaff,
  findOwnResident,
  type TemporaryPassword,
  type TypedStaff,
} from './add-staff.ts';
import { setPassword } from './create-staff-account.ts';
import { deleteDevices } from './device-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { mustManageStaff } from './policy.ts';
import { randomPassword } from './random-secret.ts';
import { endOwnersSessions } from './session-store.ts';
import {
  findStaff,
  lockActiveWithRole,
  updateOfficial,
  updateStaff,
  type Staff,
} from './staff-store.ts';
import { reopenDoors } from './tries.ts';

/**
 * The admin changes an officer's name, post and roles.
 * @throws Refusal as all here: `forbidden`, `proof-needed`, `not-found`; `invalid` by field;
 *   `conflict` when no admin would be left
 */
export async function changeStaff(
  villageId: number,
  visitor: Visitor,
  staffId: string,
  typed: TypedStaff,
): Promise<void> {
  await change(villageId, visitor, staffId, 'access.change-staff', async (tx, staff) => {
    const checked = checkStaff(typed);
    if (!checked.roles.includes('admin')) await mustLeaveAnAdmin(tx, staff);
    const residentId = await findOwnResident(tx, typed.nik);
    await updateStaff(tx, staff.id, {
      name: checked.name,
      roles: checked.roles,
      resident_id: typed.nik.trim() ? residentId : staff.resident_id,
    });
    await updateOfficial(tx, staff.id, {
      name: checked.name,
      position: checked.position,
      employee_no: checked.employeeNo,
      signs: checked.signs,
    });
    return { before: staff.roles, roles: checked.roles, signs: checked.signs };
  });
}

/** Makes a temporary password; the officer is signed out everywhere, closed doors open. */
export async function resetStaffPassword(
  villageId: number,
  visitor: Visitor,
  staffId: string,
): Promise<TemporaryPassword> {
  const password = randomPassword();
  let username = '';
  await change(villageId, visitor, staffId, 'access.reset-password', async (tx, staff) => {
    mustNotBeSelf(visitor, staff);
    username = staff.username;
    await setPassword(tx, villageId, staff.id, password, true);
    await leaveNothingOpen(tx, villageId, staff);
  });
  return { username, password };
}

/** Takes the second factor away: it is set up anew at the next sign-in. For a phone that was lost. */
export async function resetSecondFactor(
  villageId: number,
  visitor: Visitor,
  staffId: string,
): Promise<void> {
  await change(villageId, visitor, staffId, 'access.reset-second-factor', async (tx, staff) => {
    mustNotBeSelf(visitor, staff);
    await updateStaff(tx, staff.id, noSecondFactor);
    await leaveNothingOpen(tx, villageId, staff);
  });
}

/** Closes an officer's account, or opens it again. What the officer did stays on record. */
export async function setStaffActive(
  villageId: number,
  visitor: Visitor,
  staffId: string,
  active: boolean,
): Promise<void> {
  const action = active ? 'access.reopen-staff' : 'access.close-staff';
  await change(villageId, visitor, staffId, action, async (tx, staff) => {
    mustNotBeSelf(visitor, staff);
    if (!active) await mustLeaveAnAdmin(tx, staff);
    await updateStaff(tx, staff.id, { active });
    await leaveNothingOpen(tx, villageId, staff);
  });
}

/** Signs an officer out everywhere (ASVS 7.4.5). */
export async function endStaffSessions(
  villageId: number,
  visitor: Visitor,
  staffId: string,
): Promise<void> {
  await change(villageId, visitor, staffId, 'access.end-sessions', async (tx, staff) => {
    const ended = await endOwnersSessions(tx, { kind: 'staff', id: staff.id }, now());
    return { ended };
  });
}

/** The columns of an account whose second factor is still to be set up. */
export const noSecondFactor = { totp_sealed: null, totp_enrolled_at: null, totp_last_step: null };

/** Ends sessions and known devices of an officer, and opens doors that wrong tries closed. */
export async function leaveNothingOpen(
  tx: VillageTx,
  villageId: number,
  staff: Pick<Staff, 'id' | 'username'>,
): Promise<void> {
  const owner = { kind: 'staff' as const, id: staff.id };
  await endOwnersSessions(tx, owner, now());
  await deleteDevices(tx, owner);
  await reopenDoors(tx, villageId, { staff: staff.username, code: staff.id, proof: staff.id });
}

async function change(
  villageId: number,
  visitor: Visitor,
  staffId: string,
  action: string,
  act: (tx: VillageTx, staff: Staff) => Promise<Record<string, unknown> | void>,
) {
  mustManageStaff(visitor);
  requireFreshProof(visitor);
  await withVillage(villageId, async (tx) => {
    const staff = await findStaff(tx, staffId);
    if (!staff) throw new Refusal('not-found', 'Petugas ini tidak ada.');
    const details = (await act(tx, staff)) ?? {};
    await recordEvent(tx, villageId, visitor as StaffVisitor, {
      action,
      subjectKind: 'staff',
      subjectId: staff.id,
      details,
    });
  });
}

async function mustLeaveAnAdmin(tx: VillageTx, staff: Staff) {
  const admins = await lockActiveWithRole(tx, 'admin');
  if (admins.every((id) => id === staff.id) && admins.length > 0)
    throw new Refusal('conflict', 'Ini satu-satunya admin. Jadikan petugas lain admin dahulu.', {
      peran: 'Ini satu-satunya admin. Jadikan petugas lain admin dahulu.',
    });
}

function mustNotBeSelf(visitor: Visitor, staff: Staff) {
  if (visitor.kind === 'staff' && visitor.staffId === staff.id)
    throw new Refusal('conflict', 'Akun Anda sendiri diatur oleh admin lain, atau di Akun saya.');
}
