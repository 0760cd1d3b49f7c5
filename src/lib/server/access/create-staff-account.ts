import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffRole } from '#lib/domain/roles.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { withHasher } from './memorised-secret.ts';
import { findStaffByUsername, insertOfficial, insertStaff, updateStaff } from './staff-store.ts';
import { sealTotp } from './totp.ts';

/** How long a temporary password waits for its first use (ASVS 6.4.1). Milliseconds. */
const firstPasswordLife = 24 * 60 * 60_000;

export interface NewStaff {
  /** Lower case letters, digits, dot, dash, underscore; 3 to 40. */
  username: string;
  name: string;
  roles: readonly StaffRole[];
  /** "Kasi Pelayanan", as residents and letters show it. */
  position: string;
  employeeNo?: string;
  /** Whether the name may stand under a letter. */
  signs?: boolean;
  /** Order among the officials; smaller is higher. */
  rank?: number;
  residentId?: string | null;
  /** The caller has checked a chosen password against the policy. */
  password: string;
  /** A temporary password must be used within a day, and changed then. */
  temporary: boolean;
  /** Base32; the second factor counts as set up. Without it the officer sets it up at first sign-in. */
  totpSecret?: string;
}

/**
 * Makes an officer's account with its official's post. For use-cases that have decided that it may
 * be (adding staff, setting up, the command line, the demonstration).
 * @returns the staff id
 * @throws Refusal `invalid` at `nama-pengguna` when the name is malformed or taken
 */
export async function createStaffAccount(
  tx: VillageTx,
  villageId: number,
  staff: NewStaff,
): Promise<string> {
  const refuse = (message: string) => new Refusal('invalid', message, { 'nama-pengguna': message });
  if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(staff.username))
    throw refuse('Nama pengguna terdiri dari 3–40 huruf kecil atau angka, tanpa spasi.');
  if (await findStaffByUsername(tx, staff.username))
    throw refuse('Nama pengguna ini sudah dipakai petugas lain.');
  const at = now();
  const id = await insertStaff(tx, {
    village_id: villageId,
    username: staff.username,
    name: staff.name,
    roles: [...staff.roles],
    resident_id: staff.residentId ?? null,
    created_at: at,
  });
  await insertOfficial(tx, {
    village_id: villageId,
    staff_id: id,
    name: staff.name,
    position: staff.position,
    employee_no: staff.employeeNo ?? '',
    signs: staff.signs ?? false,
    ...(staff.rank === undefined ? {} : { rank: staff.rank }),
  });
  await setPassword(tx, villageId, id, staff.password, staff.temporary);
  if (staff.totpSecret) {
    await updateStaff(tx, id, {
      totp_sealed: sealTotp(villageId, id, staff.totpSecret),
      totp_enrolled_at: at,
    });
  }
  return id;
}

/** Gives an officer a password that somebody else made, or that was just chosen. */
export async function setPassword(
  tx: VillageTx,
  villageId: number,
  staffId: string,
  password: string,
  temporary: boolean,
): Promise<void> {
  const passwordHash = await withHasher((hasher) =>
    hasher.hash({ villageId, accountId: staffId }, password),
  );
  await updateStaff(tx, staffId, {
    password_hash: passwordHash,
    must_change_password: temporary,
    password_expires_at: temporary ? new Date(now().getTime() + firstPasswordLife) : null,
  });
}
