import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findPerson, upsertAccount, type Person } from './account-store.ts';
import { deleteDevices } from './device-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { withHasher } from './memorised-secret.ts';
import { mustManageAccounts, mustNotBeOwnAccount } from './policy.ts';
import { randomPin } from './random-secret.ts';
import { endOwnersSessions } from './session-store.ts';
import { reopenDoors } from './tries.ts';

/** How long a PIN on a slip waits for its first use (ASVS 6.4.1). Milliseconds. */
const firstPinLife = 24 * 60 * 60_000;

/** A PIN just made: for the slip, and then forgotten. */
export interface IssuedPin {
  pin: string;
  name: string;
  nik: string;
  validUntil: Date;
}

/**
 * Makes a PIN for a resident: their first, or a new one in place of one forgotten. The old PIN, all
 * sessions and known devices end with it, and closed doors open. It is returned once for the slip;
 * nobody can look it up again.
 * @param issueKey a UUID that names the form it was asked with: sent twice, it is made once
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`, `invalid` (cannot have an account),
 *   `conflict` (this form was used)
 */
export async function issuePin(
  villageId: number,
  visitor: Visitor,
  residentId: string,
  issueKey: string,
): Promise<IssuedPin> {
  mustManageAccounts(visitor);
  mustNotBeOwnAccount(visitor, residentId);
  requireFreshProof(visitor);
  return withHasher(async (hasher) => {
    const person = await withVillage(villageId, (tx) => findPerson(tx, residentId));
    mustBeAbleToHoldAccount(person, issueKey);
    const pin = randomPin({
      nik: person.nik,
      kk: person.kk_number,
      birthDate: person.birth_date,
      phone: person.phone,
    });
    const pinHash = await hasher.hash({ villageId, accountId: residentId }, pin);
    const validUntil = new Date(now().getTime() + firstPinLife);
    await withVillage(villageId, (tx) =>
      keep(tx, villageId, visitor, person, { pinHash, validUntil, issueKey }),
    );
    return { pin, name: person.name, nik: person.nik, validUntil };
  });
}

function mustBeAbleToHoldAccount(
  person: Person | undefined,
  issueKey: string,
): asserts person is Person {
  if (!person) throw new Refusal('not-found', 'Warga ini tidak ada di data penduduk.');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(issueKey))
    throw new Refusal('invalid', 'Buka lagi halaman warga ini, lalu tekan tombolnya sekali lagi.');
  if (person.issue_key === issueKey)
    throw new Refusal(
      'conflict',
      'Slip dari tombol ini sudah dibuat. Jika belum tercetak, buka lagi halaman warga ini lalu buat PIN baru.',
    );
  if (person.basic_status !== 1)
    throw new Refusal('invalid', 'Warga ini tercatat sudah meninggal atau pindah.');
  if (person.nik_temporary)
    throw new Refusal(
      'invalid',
      'Warga ini masih memakai NIK sementara. Isi NIK dari Dukcapil dahulu, lalu buat PIN.',
    );
}

async function keep(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  person: Person,
  made: { pinHash: string; validUntil: Date; issueKey: string },
) {
  const owner = { kind: 'resident' as const, id: person.id };
  const at = now();
  await upsertAccount(tx, {
    village_id: villageId,
    resident_id: person.id,
    pin_hash: made.pinHash,
    state: 'issued',
    issued_at: at,
    issued_by: visitor.staffId,
    issue_key: made.issueKey,
    expires_at: made.validUntil,
    closed_at: null,
    closed_reason: null,
  });
  await endOwnersSessions(tx, owner, at);
  await deleteDevices(tx, owner);
  await reopenDoors(tx, villageId, { resident: person.nik, proof: person.id });
  await recordEvent(tx, villageId, visitor, {
    action: 'access.issue-pin',
    subjectKind: 'resident',
    subjectId: person.id,
    residentId: person.id,
    details: { anew: person.state !== null },
  });
  if (person.state === 'active') {
    await announce(tx, villageId, residentTopic, {
      residentId: person.id,
      text: `Petugas desa (${visitor.position}) membuatkan PIN baru untuk Anda. Jika Anda tidak memintanya, hubungi kantor desa.`,
      link: '/layanan-mandiri/akun',
    });
  }
}
