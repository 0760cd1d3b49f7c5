import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { checkStaff, type TemporaryPassword } from './add-staff.ts';
import { leaveNothingOpen, noSecondFactor } from './change-staff.ts';
import { createStaffAccount, setPassword } from './create-staff-account.ts';
import { randomPassword } from './random-secret.ts';
import { findAllStaff, findStaffByUsername, updateStaff } from './staff-store.ts';

/** Whoever may run commands on the server holds its data anyway: they act as the system, on record. */
export const commandLine: Actor = { kind: 'system', name: 'Baris perintah di server' };

/**
 * Adds an officer from the command line, for a village whose admins are lost.
 * @throws Refusal `invalid` with what is wrong
 */
export async function addStaffByCommand(
  villageId: number,
  typed: { username: string; name: string; position: string; roles: string[] },
): Promise<TemporaryPassword> {
  const checked = checkStaff({ ...typed, employeeNo: '', signs: false, nik: '' });
  const username = typed.username.trim().toLowerCase();
  const password = randomPassword();
  await withVillage(villageId, async (tx) => {
    const id = await createStaffAccount(tx, villageId, {
      ...checked,
      username,
      password,
      temporary: true,
    });
    await recordEvent(tx, villageId, commandLine, {
      action: 'access.add-staff',
      subjectKind: 'staff',
      subjectId: id,
      details: { username, roles: checked.roles },
    });
  });
  return { username, password };
}

/**
 * Gives an officer a temporary password, takes the second factor away, opens the account and its
 * doors: the way back for an admin who lost both.
 * @throws Refusal `not-found`
 */
export async function resetStaffByCommand(
  villageId: number,
  username: string,
): Promise<TemporaryPassword> {
  const password = randomPassword();
  const found = await withVillage(villageId, async (tx) => {
    const staff = await findStaffByUsername(tx, username.trim().toLowerCase());
    if (!staff) throw new Refusal('not-found', `There is no officer ${username} in this village.`);
    await updateStaff(tx, staff.id, { ...noSecondFactor, active: true });
    await setPassword(tx, villageId, staff.id, password, true);
    await leaveNothingOpen(tx, villageId, staff);
    const about = { subjectKind: 'staff', subjectId: staff.id };
    await recordEvent(tx, villageId, commandLine, { action: 'access.reset-password', ...about });
    await recordEvent(tx, villageId, commandLine, {
      action: 'access.reset-second-factor',
      ...about,
    });
    return staff;
  });
  return { username: found.username, password };
}

/** The officers of a village, for whoever stands at the server. */
export async function listStaffByCommand(villageId: number) {
  const rows = await withVillage(villageId, findAllStaff);
  return rows.map(({ username, name, roles, active }) => ({ username, name, roles, active }));
}
