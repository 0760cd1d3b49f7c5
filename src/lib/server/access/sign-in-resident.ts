import { readPin } from '#lib/domain/pin-policy.ts';
import type { News } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findUsableAccount, updateAccount } from './account-store.ts';
import { slowDown } from './address-turnstile.ts';
import type { Caller } from './caller.ts';
import { countDevices } from './device-store.ts';
import { isKnownDevice, rememberDevice } from './devices.ts';
import { withHasher } from './memorised-secret.ts';
import { openSession } from './sessions.ts';
import { beginTry, forgiveTries, wrongTry, type Try, type TryKey } from './tries.ts';
import { insertFailure } from './try-store.ts';

/** What was typed at the resident's door. */
export interface TypedPin {
  /** Spaces, dots and dashes are overlooked. */
  nik: string;
  /** As typed: `readPin` reads it. */
  pin: string;
  /** On the office's shared screen: a short session, and no device to remember. */
  kiosk: boolean;
}

type Account = Awaited<ReturnType<typeof findUsableAccount>>;
const nobody: Actor = { kind: 'nobody' };
const ownerOfAccount = ({ id }: { id: string }) => ({ kind: 'resident' as const, id });

/**
 * Signs a resident in with NIK and PIN.
 *
 * An unknown NIK, a closed account and a wrong PIN are answered alike and cost the same: the try is
 * counted by what was typed, one hash is verified, one failure recorded (ASVS 6.3.8).
 * @throws Refusal `invalid` when it does not match, `too-many` while waiting or closed, `busy`
 */
export async function signInResident(caller: Caller, typed: TypedPin): Promise<void> {
  const nik = typed.nik.replace(/[\s.-]/g, '');
  const pin = readPin(typed.pin);
  checkForm(nik, pin);
  await withHasher(async (hasher) => {
    const { account, attempt, key } = await begin(caller, nik);
    if (!attempt.heard) throw attempt.refusal;
    const owner = { villageId: caller.village.id, accountId: account?.id };
    const { ok, stale } = await hasher.verify(owner, account?.pin_hash, pin);
    if (!account || !ok) {
      await withVillage(caller.village.id, (tx) => recordFailure(tx, caller, account, 'mismatch'));
      throw wrongTry('NIK atau PIN tidak cocok.', 'pin', attempt.failures);
    }
    const newHash = stale ? await hasher.hash(owner, pin) : undefined;
    await open(caller, typed, account, key, newHash);
  });
}

function checkForm(nik: string, pin: string) {
  const fields: Record<string, string> = {};
  if (!nik) fields.nik = 'Tulis NIK Anda: 16 angka, ada di KTP dan KK.';
  else if (!/^\d{16}$/.test(nik))
    fields.nik = `NIK terdiri dari 16 angka. Yang Anda tulis ${nik.length} huruf atau angka.`;
  if (!/^\d{6}$/.test(pin)) fields.pin = 'PIN terdiri dari 6 angka.';
  const message = fields.nik ?? fields.pin;
  if (message) throw new Refusal('invalid', message, fields);
}

async function begin(
  caller: Caller,
  nik: string,
): Promise<{ account: Account; attempt: Try; key: TryKey }> {
  const villageId = caller.village.id;
  const { account, known } = await withVillage(villageId, async (tx) => {
    const account = await findUsableAccount(tx, nik);
    return {
      account,
      known: await isKnownDevice(tx, caller, account && ownerOfAccount(account)),
    };
  });
  // Whoever signed in on this device before does not pay for the neighbours of the address.
  if (!known) await slowDown(caller);
  const key: TryKey = { villageId, door: 'resident', name: nik, knownDevice: known };
  const attempt = await withVillage(villageId, async (tx) => {
    const attempt = await beginTry(tx, key);
    if (!attempt.heard) await recordFailure(tx, caller, account, 'not-heard');
    return attempt;
  });
  return { account, attempt, key };
}

async function recordFailure(
  tx: VillageTx,
  caller: Caller,
  account: Account,
  reason: 'mismatch' | 'not-heard' | 'expired',
) {
  await insertFailure(tx, caller.village.id, 'resident', caller.origin, now());
  await recordEvent(tx, caller.village.id, nobody, {
    action: 'access.sign-in-failed',
    residentId: account?.id,
    details: { door: 'resident', reason },
    origin: caller.origin,
  });
}

async function open(
  caller: Caller,
  { kiosk }: Pick<TypedPin, 'kiosk'>,
  account: NonNullable<Account>,
  key: TryKey,
  newHash: string | undefined,
) {
  const villageId = caller.village.id;
  const refusal = await withVillage(villageId, async (tx) => {
    if (account.expires_at && account.expires_at <= now()) {
      await recordFailure(tx, caller, account, 'expired');
      return new Refusal(
        'invalid',
        'PIN dari kantor desa ini sudah lewat 24 jam dan tidak berlaku lagi. Minta PIN baru di kantor desa.',
      );
    }
    const unchanged = await updateAccount(
      tx,
      account.id,
      { last_sign_in_at: now(), ...(newHash ? { pin_hash: newHash } : {}) },
      account.pin_hash,
    );
    if (!unchanged)
      return new Refusal('conflict', 'PIN Anda baru saja diganti. Masuk sekali lagi.');
    await forgiveTries(tx, key);
    if (!kiosk) await welcomeDevice(tx, caller, account);
    await openSession(tx, caller, {
      kind: 'resident',
      personId: account.id,
      kiosk,
    });
    await recordEvent(
      tx,
      villageId,
      { kind: 'resident', residentId: account.id, name: account.name },
      {
        action: 'access.sign-in',
        residentId: account.id,
        details: kiosk ? { kiosk: true } : {},
        origin: caller.origin,
      },
    );
  });
  if (refusal) throw refusal;
}

/** Remembers the device; tells the owner when it is not the first and was not known (ASVS 6.3.5). */
async function welcomeDevice(tx: VillageTx, caller: Caller, account: NonNullable<Account>) {
  const others = await countDevices(tx, ownerOfAccount(account));
  const known = await rememberDevice(tx, caller, ownerOfAccount(account));
  if (known || others === 0) return;
  await announce(tx, caller.village.id, residentTopic, {
    residentId: account.id,
    text: 'Akun Anda dipakai masuk di perangkat yang belum pernah dipakai. Jika bukan Anda, segera ganti PIN.',
    link: '/layanan-mandiri/akun',
    news: { about: 'account', state: 'new-device' } satisfies News,
  });
}
