import type { VillageTx } from '#lib/server/platform/index.ts';

/** What is held of a resident's account, its sessions and devices; never the PIN's hash or a token. */
export async function findHeldAccount(tx: VillageTx, residentId: string) {
  return {
    account: await tx
      .selectFrom('resident_account')
      .select([
        'state',
        'issued_at',
        'expires_at',
        'closed_at',
        'closed_reason',
        'terms_version',
        'terms_accepted_at',
        'last_sign_in_at',
      ])
      .where('resident_id', '=', residentId)
      .executeTakeFirst(),
    slips: await tx
      .selectFrom('pin_batch_slip')
      .select(['issued_at', 'handed_at', 'received_by'])
      .where('resident_id', '=', residentId)
      .where('issued_at', 'is not', null)
      .orderBy('issued_at', 'desc')
      .execute(),
    requests: await tx
      .selectFrom('pin_request')
      .select(['name', 'nik', 'contact', 'created_at', 'decided_at'])
      .where('resident_id', '=', residentId)
      .orderBy('created_at', 'desc')
      .execute(),
    sessions: await tx
      .selectFrom('session')
      .select(['device', 'origin', 'kiosk', 'created_at', 'last_seen_at', 'expires_at', 'ended_at'])
      .where('resident_id', '=', residentId)
      .orderBy('created_at', 'desc')
      .execute(),
    devices: await tx
      .selectFrom('known_device')
      .select(['label', 'first_seen_at', 'last_seen_at'])
      .where('resident_id', '=', residentId)
      .orderBy('last_seen_at', 'desc')
      .execute(),
  };
}
