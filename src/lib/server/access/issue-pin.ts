import type { PinFacts } from '#lib/domain/pin-policy.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findPerson, type Person } from './account-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { keepIssuedPins } from './keep-issued-pins.ts';
import { withHasher } from './memorised-secret.ts';
import { mustManageAccounts, mustNotBeOwnAccount } from './policy.ts';
import { randomPin } from './random-secret.ts';

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
 * @param also what stands or falls with it, in the same transaction
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`, `invalid` (cannot have an account),
 *   `conflict` (this form was used)
 */
export async function issuePin(
  villageId: number,
  visitor: Visitor,
  residentId: string,
  issueKey: string,
  also?: (tx: VillageTx) => Promise<void>,
): Promise<IssuedPin> {
  mustManageAccounts(visitor);
  mustNotBeOwnAccount(visitor, residentId);
  requireFreshProof(visitor);
  return withHasher(async (hasher) => {
    const person = await withVillage(villageId, (tx) => findPerson(tx, residentId));
    mustBeAbleToHoldAccount(person, issueKey);
    const pin = randomPin(pinFacts(person));
    const pinHash = await hasher.hash({ villageId, accountId: residentId }, pin);
    const validUntil = new Date(now().getTime() + firstPinLife);
    await withVillage(villageId, async (tx) => {
      await also?.(tx);
      await keepIssuedPins(tx, villageId, visitor, [{ person, pinHash, validUntil, issueKey }]);
    });
    return { pin, name: person.name, nik: person.nik, validUntil };
  });
}

/** What no PIN of this person may follow from. */
export const pinFacts = (
  person: Pick<Person, 'nik' | 'kk_number' | 'birth_date' | 'phone'>,
): PinFacts => ({
  nik: person.nik,
  kk: person.kk_number,
  birthDate: person.birth_date,
  phone: person.phone,
});

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
