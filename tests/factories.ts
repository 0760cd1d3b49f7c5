import { randomInt } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { StaffRole } from '../src/lib/domain/roles.ts';
import type { ResidentVisitor, StaffVisitor } from '../src/lib/domain/visitor.ts';
import {
  now,
  platform,
  withVillage,
  type DB,
  type VillageTx,
} from '../src/lib/server/platform/index.ts';
import { declareChange } from '../src/lib/server/population/index.ts';
import {
  getVillage,
  refreshVillages,
  type VillageContext,
} from '../src/lib/server/villages/index.ts';

let counter = 0;
const next = () => ++counter;

/** Founds a village as its owner would. */
export async function makeVillage(
  name = `Contoh ${next()}`,
  host?: string,
): Promise<VillageContext> {
  // Any district's: test processes that share a database found villages at the same time.
  const code = `52.07.${randomInt(10, 100)}.${randomInt(2000, 10_000)}`;
  const id = await platform().database.asOwner(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'select found_village($1, $2, $3, $4, $5, $6, $7) as id',
      [
        code,
        'Desa',
        name,
        'Taliwang',
        'Kabupaten Sumbawa Barat',
        'Nusa Tenggara Barat',
        'Asia/Makassar',
      ],
    );
    const villageId = rows[0]!.id;
    if (host)
      await client.query('insert into village_host (host, village) values ($1, $2)', [
        host,
        villageId,
      ]);
    return villageId;
  });
  refreshVillages();
  return getVillage(id);
}

/** Puts a person on the register. NIKs are invented. */
export async function makeResident(
  villageId: number,
  values: Partial<Insertable<DB['resident']>> = {},
) {
  const n = next();
  return withVillage(villageId, (tx) =>
    tx
      .insertInto('resident')
      .values({
        village_id: villageId,
        nik: `520702150685${String(n).padStart(4, '0')}`,
        name: `WARGA NOMOR ${n}`,
        sex: 1,
        birth_place: 'Taliwang',
        birth_date: '1985-06-15',
        religion: 1,
        occupation: 9,
        marital_status: 2,
        ...values,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Lets a test set up the register by plain updates: each belongs to a declared change. */
export async function declareTestChange(tx: VillageTx): Promise<void> {
  await declareChange(tx, { kind: 'system', name: 'Persiapan uji' }, { kind: 'edit' });
}

/** A family with an invented KK number; returns its id. */
export async function makeFamily(villageId: number): Promise<string> {
  const kk = `520702010120${String(next()).padStart(4, '0')}`;
  const family = await withVillage(villageId, (tx) =>
    tx
      .insertInto('family')
      .values({ village_id: villageId, kk_number: kk })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return family.id;
}

/** An officer's account (without a usable password) with an official's post. */
export async function makeStaff(
  villageId: number,
  roles: StaffRole[],
  values: Partial<Insertable<DB['staff_account']>> = {},
) {
  const n = next();
  return withVillage(villageId, async (tx) => {
    const staff = await tx
      .insertInto('staff_account')
      .values({
        village_id: villageId,
        username: `petugas${n}`,
        name: `Petugas ${n}`,
        roles,
        must_change_password: false,
        created_at: now(),
        ...values,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('official')
      .values({
        village_id: villageId,
        name: staff.name.toUpperCase(),
        position: roles.includes('head') ? 'Kepala Desa' : 'Kasi Pelayanan',
        staff_id: staff.id,
        signs: roles.includes('head'),
      })
      .execute();
    return staff;
  });
}

/** A signed-in resident, as the hooks would make one. */
export function residentVisitor(resident: { id: string; name: string }): ResidentVisitor {
  return {
    kind: 'resident',
    sessionId: crypto.randomUUID(),
    residentId: resident.id,
    name: resident.name,
    mustChangePin: false,
    mustAcceptTerms: false,
    provedAt: now(),
    kiosk: false,
    unread: 0,
    leads: false,
  };
}

/** A signed-in officer, as the hooks would make one. */
export function staffVisitor(staff: {
  id: string;
  name: string;
  roles: string[];
  resident_id: string | null;
}): StaffVisitor {
  return {
    kind: 'staff',
    sessionId: crypto.randomUUID(),
    staffId: staff.id,
    name: staff.name,
    position: staff.roles.includes('head') ? 'Kepala Desa' : 'Kasi Pelayanan',
    roles: staff.roles as StaffRole[],
    residentId: staff.resident_id,
    mustChangePassword: false,
    provedAt: now(),
  };
}
