import type { Actor } from '#lib/domain/visitor.ts';
import { createStaffAccount } from './access/index.ts';
import { recordEvent } from './audit/index.ts';
import { ensureCertificate, keepDefaultPhrases } from './letters/index.ts';
import type { VillageTx } from './platform/index.ts';
import type { VillageContext } from './villages/index.ts';

/** Who will look after a new village. */
export interface FirstAdmin {
  username: string;
  name: string;
  password: string;
  /** To be changed at the first sign-in, within a day. */
  temporary: boolean;
}

/**
 * What every village begins with, besides what founding gives: its first admin, the signing
 * certificate, and the stock phrases for returning and refusing.
 * @throws Refusal `invalid` at `nama-pengguna`
 */
export async function beginVillage(
  tx: VillageTx,
  village: VillageContext,
  actor: Actor,
  admin: FirstAdmin,
  origin?: string,
): Promise<void> {
  const roles = ['admin', 'operator'] as const;
  const id = await createStaffAccount(tx, village.id, { ...admin, roles, position: 'Admin Desa' });
  await recordEvent(tx, village.id, actor, {
    action: 'access.add-staff',
    subjectKind: 'staff',
    subjectId: id,
    details: { username: admin.username, roles },
    origin: origin ?? null,
  });
  await ensureCertificate(tx, village);
  await keepDefaultPhrases(tx, village.id);
}
