import type { News } from '#lib/domain/outgoing-text.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import { upsertIssuedAccounts } from './account-store.ts';
import { deleteDevicesOf } from './device-store.ts';
import { endSessionsOf } from './session-store.ts';
import { reopenResidentDoors } from './tries.ts';

/** Who issues, as the audit trail names them. */
export type Issuer = Pick<StaffVisitor, 'kind' | 'staffId' | 'name' | 'position'>;

/** A PIN that was made, without itself. */
export interface MadePin {
  person: { id: string; nik: string; state: string | null };
  pinHash: string;
  validUntil: Date;
  /** A UUID that names what it was made with: one form, one batch. */
  issueKey: string;
}

/**
 * Keeps PINs that were made: the old ones, all sessions and known devices end with them, and closed
 * doors open. Recorded for each resident; whoever used their account until now is told.
 * @param details what else the trail says of each
 */
export async function keepIssuedPins(
  tx: VillageTx,
  villageId: number,
  issuer: Issuer,
  made: readonly MadePin[],
  details: Record<string, unknown> = {},
): Promise<void> {
  const at = now();
  const ids = made.map(({ person }) => person.id);
  await upsertIssuedAccounts(
    tx,
    villageId,
    made.map(({ person, pinHash, validUntil, issueKey }) => ({
      residentId: person.id,
      pinHash,
      validUntil,
      issueKey,
      issuedBy: issuer.staffId,
    })),
    at,
  );
  await endSessionsOf(tx, ids, at);
  await deleteDevicesOf(tx, ids);
  await reopenResidentDoors(
    tx,
    villageId,
    made.map(({ person }) => person),
  );
  await recordEvents(
    tx,
    villageId,
    issuer,
    made.map(({ person }) => ({
      action: 'access.issue-pin',
      subjectKind: 'resident',
      subjectId: person.id,
      residentId: person.id,
      details: { anew: person.state !== null, ...details },
    })),
  );
  for (const { person } of made.filter(({ person }) => person.state === 'active')) {
    await announce(tx, villageId, residentTopic, {
      residentId: person.id,
      text: `Petugas desa (${issuer.position}) membuatkan PIN baru untuk Anda. Jika Anda tidak memintanya, hubungi kantor desa.`,
      link: '/layanan-mandiri/akun',
      news: { about: 'account', state: 'pin-issued' } satisfies News,
    });
  }
}
