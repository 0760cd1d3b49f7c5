import type { Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function findActiveCertificate(tx: VillageTx) {
  return tx
    .selectFrom('signing_certificate')
    .selectAll()
    .where('retired_at', 'is', null)
    .executeTakeFirst();
}

export async function findRetiredCertificates(tx: VillageTx) {
  return tx
    .selectFrom('signing_certificate')
    .select([
      'subject',
      'fingerprint',
      'own_made as ownMade',
      'added_at as addedAt',
      'retired_at as retiredAt',
    ])
    .where('retired_at', 'is not', null)
    .orderBy('retired_at', 'desc')
    .limit(50)
    .$narrowType<{ retiredAt: Date }>()
    .execute();
}

/** Of the village's own certificates, and of those that a service signed its letters with. */
export async function findFingerprints(tx: VillageTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('signing_certificate')
    .select('fingerprint')
    .union((eb) =>
      eb
        .selectFrom('letter')
        .select('service_fingerprint as fingerprint')
        .where('service_fingerprint', 'is not', null)
        .$narrowType<{ fingerprint: string }>(),
    )
    .execute();
  return rows.map((r) => r.fingerprint);
}

export async function insertCertificate(tx: VillageTx, row: Insertable<DB['signing_certificate']>) {
  await tx.insertInto('signing_certificate').values(row).execute();
}

export async function retireCertificates(tx: VillageTx, at: Date) {
  await tx
    .updateTable('signing_certificate')
    .set({ retired_at: at })
    .where('retired_at', 'is', null)
    .execute();
}
