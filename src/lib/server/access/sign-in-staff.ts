import { Refusal } from '#lib/domain/refusal.ts';
import { passwordLength } from '#lib/domain/password-policy.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { slowDown } from './address-turnstile.ts';
import type { Caller } from './caller.ts';
import { isKnownDevice } from './devices.ts';
import { withHasher } from './memorised-secret.ts';
import { openSession } from './sessions.ts';
import { findStaffByUsername, updateStaff, type Staff } from './staff-store.ts';
import { newTotpSecret, sealTotp } from './totp.ts';
import { beginTry, forgiveTries, wrongTry, type TryKey } from './tries.ts';
import { insertFailure } from './try-store.ts';

/** What an officer must do next. */
export type NextStep = 'code' | 'enrol';

/**
 * Takes an officer's username and password, and opens a session that opens nothing until the second
 * factor is given. An unknown name, a closed account and a wrong password are answered alike.
 * @returns whether a code is asked next, or the app must first be set up
 * @throws Refusal `invalid`, `too-many`, `busy`
 */
export async function signInStaff(
  caller: Caller,
  typed: { username: string; password: string },
): Promise<NextStep> {
  const username = typed.username.trim().toLowerCase();
  checkForm(username, typed.password);
  const villageId = caller.village.id;
  return withHasher(async (hasher) => {
    const { staff, known } = await withVillage(villageId, async (tx) => {
      const found = await findStaffByUsername(tx, username);
      const owner = found && { kind: 'staff' as const, id: found.id };
      return { staff: usable(found), known: await isKnownDevice(tx, caller, owner) };
    });
    if (!known) await slowDown(caller);
    const key: TryKey = { villageId, door: 'staff', name: username, knownDevice: known };
    const attempt = await withVillage(villageId, async (tx) => {
      const attempt = await beginTry(tx, key);
      if (!attempt.heard) await recordFailure(tx, caller, staff, 'not-heard');
      return attempt;
    });
    if (!attempt.heard) throw attempt.refusal;
    const owner = { villageId, accountId: staff?.id };
    const { ok, stale } = await hasher.verify(owner, staff?.password_hash, typed.password);
    if (!staff || !ok) {
      await withVillage(villageId, (tx) => recordFailure(tx, caller, staff, 'mismatch'));
      throw wrongTry('Nama pengguna atau kata sandi tidak cocok.', 'sandi', attempt.failures);
    }
    const newHash = stale ? await hasher.hash(owner, typed.password) : undefined;
    return halfOpen(caller, staff, key, newHash);
  });
}

function checkForm(username: string, password: string) {
  const fields: Record<string, string> = {};
  if (!username || username.length > 60) fields.nama = 'Tulis nama pengguna Anda.';
  if (!password || password.length > passwordLength.max * 2)
    fields.sandi = 'Tulis kata sandi Anda.';
  const message = fields.nama ?? fields.sandi;
  if (message) throw new Refusal('invalid', message, fields);
}

const usable = (staff: Staff | undefined) =>
  staff?.active && staff.password_hash
    ? { ...staff, password_hash: staff.password_hash }
    : undefined;
type UsableStaff = NonNullable<ReturnType<typeof usable>>;

async function recordFailure(
  tx: VillageTx,
  caller: Caller,
  staff: UsableStaff | undefined,
  reason: 'mismatch' | 'not-heard' | 'expired',
) {
  await insertFailure(tx, caller.village.id, 'staff', caller.origin, now());
  await recordEvent(
    tx,
    caller.village.id,
    { kind: 'nobody' },
    {
      action: 'access.sign-in-failed',
      subjectKind: staff && 'staff',
      subjectId: staff?.id,
      details: { door: 'staff', reason },
      origin: caller.origin,
    },
  );
}

async function halfOpen(
  caller: Caller,
  staff: UsableStaff,
  key: TryKey,
  newHash: string | undefined,
): Promise<NextStep> {
  const villageId = caller.village.id;
  const result = await withVillage(villageId, async (tx) => {
    if (staff.password_expires_at && staff.password_expires_at <= now()) {
      await recordFailure(tx, caller, staff, 'expired');
      return new Refusal(
        'invalid',
        'Kata sandi sementara ini sudah tidak berlaku. Minta yang baru kepada admin desa.',
      );
    }
    const enrolled = staff.totp_enrolled_at !== null;
    const unchanged = await updateStaff(
      tx,
      staff.id,
      {
        password_hash: newHash ?? staff.password_hash,
        // Made anew each time until it is confirmed: one that somebody else saw is worth nothing.
        ...(enrolled ? {} : { totp_sealed: sealTotp(villageId, staff.id, newTotpSecret()) }),
      },
      staff.password_hash,
    );
    if (!unchanged)
      return new Refusal('conflict', 'Kata sandi Anda baru saja diganti. Masuk sekali lagi.');
    await forgiveTries(tx, key);
    await openSession(tx, caller, { kind: 'staff', personId: staff.id });
    return enrolled ? ('code' as const) : ('enrol' as const);
  });
  if (result instanceof Refusal) throw result;
  return result;
}
