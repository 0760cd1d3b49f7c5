import { Refusal } from '#lib/domain/refusal.ts';
import { staffRoles, type StaffRole } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findIdByNik } from './account-store.ts';
import { createStaffAccount } from './create-staff-account.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { mustManageStaff } from './policy.ts';
import { randomPassword } from './random-secret.ts';

/** What the admin fills in about an officer. */
export interface TypedStaff {
  name: string;
  position: string;
  employeeNo: string;
  roles: string[];
  signs: boolean;
  /** The officer's own NIK, where the officer is a resident of the village; else ''. */
  nik: string;
}

/** A temporary password: shown once, valid a day. */
export interface TemporaryPassword {
  username: string;
  password: string;
}

/**
 * The admin adds an officer. The password is made by the system and must be changed at the first
 * sign-in, where the second factor is set up too (ASVS 6.4.1, 6.4.6).
 * @throws Refusal `forbidden`, `proof-needed`, `invalid` with reasons by field
 */
export async function addStaff(
  villageId: number,
  visitor: Visitor,
  typed: TypedStaff & { username: string },
): Promise<TemporaryPassword> {
  mustManageStaff(visitor);
  requireFreshProof(visitor);
  const checked = checkStaff(typed);
  const username = typed.username.trim().toLowerCase();
  const password = randomPassword();
  await withVillage(villageId, async (tx) => {
    const residentId = await findOwnResident(tx, typed.nik);
    const id = await createStaffAccount(tx, villageId, {
      ...checked,
      username,
      residentId,
      password,
      temporary: true,
    });
    await recordEvent(tx, villageId, visitor, {
      action: 'access.add-staff',
      subjectKind: 'staff',
      subjectId: id,
      details: { username, roles: checked.roles, signs: checked.signs },
    });
  });
  return { username, password };
}

/** What was typed about an officer, in order. @throws Refusal `invalid` with reasons by field */
export function checkStaff(typed: TypedStaff) {
  const name = typed.name.trim().replace(/\s+/g, ' ').slice(0, 100);
  const position = typed.position.trim().replace(/\s+/g, ' ').slice(0, 100);
  const roles = staffRoles.filter((role) => typed.roles.includes(role));
  const fields: Record<string, string> = {};
  if (name.length < 2) fields.nama = 'Tulis nama petugas.';
  if (position.length < 2) fields.jabatan = 'Tulis jabatan, misalnya Kasi Pelayanan.';
  if (roles.length === 0) fields.peran = 'Pilih paling sedikit satu peran.';
  const message = Object.values(fields)[0];
  if (message) throw new Refusal('invalid', message, fields);
  return {
    name,
    position,
    employeeNo: typed.employeeNo.trim().slice(0, 40),
    roles: roles as StaffRole[],
    signs: typed.signs,
  };
}

/** The officer on the register: nobody works on their own request. */
export async function findOwnResident(tx: VillageTx, typedNik: string): Promise<string | null> {
  const nik = typedNik.replace(/[\s.-]/g, '');
  if (!nik) return null;
  const id = /^\d{16}$/.test(nik) ? await findIdByNik(tx, nik) : undefined;
  if (id) return id;
  const message =
    'NIK ini tidak ada di data penduduk desa. Kosongkan bila petugas bukan warga desa ini.';
  throw new Refusal('invalid', message, { nik: message });
}
