import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { Caller } from './caller.ts';
import { rememberDevice } from './devices.ts';
import { endOwnersSessions } from './session-store.ts';
import { completeSession, findHalfSignedIn } from './sessions.ts';
import { findStaff, updateStaff, useTotpStep, type Staff } from './staff-store.ts';
import { openTotp, stepOfCode } from './totp.ts';
import { beginTry, forgiveTries, wrongTry, type TryKey } from './tries.ts';
import { insertFailure } from './try-store.ts';

const signedOut = () =>
  new Refusal('not-signed-in', 'Waktunya habis. Masuk lagi dengan kata sandi Anda.');

/**
 * Takes the one-time code of an officer who has given the password: the session opens under a new
 * token. A code is good once, and its neighbours in time only by one step (ASVS 6.5.1, 6.5.5). The
 * first code confirms that the app was set up.
 * @throws Refusal `invalid` at `kode`, `too-many`, `not-signed-in` when the password is to be given again
 */
export async function giveCode(caller: Caller, typed: string): Promise<void> {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) {
    const message = 'Kode terdiri dari 6 angka dari aplikasi di HP Anda.';
    throw new Refusal('invalid', message, { kode: message });
  }
  const refusal = await withVillage(caller.village.id, async (tx) => {
    const session = await findHalfSignedIn(tx, caller);
    const staff = session && (await findStaff(tx, session.staff_id));
    if (!session || !staff?.totp_sealed) return signedOut();
    const refused = await checkCode(tx, caller, staff, code);
    if (refused) return refused;
    await open(tx, caller, staff, session);
  });
  if (refusal) throw refusal;
}

/**
 * Checks and uses up a code, counting wrong ones. To be committed whatever it answers.
 * @returns the refusal, or nothing when the code was right
 */
export async function checkCode(
  tx: VillageTx,
  caller: Caller,
  staff: Pick<Staff, 'id' | 'name' | 'totp_sealed'>,
  code: string,
): Promise<Refusal | undefined> {
  const villageId = caller.village.id;
  const key: TryKey = { villageId, door: 'code', name: staff.id, knownDevice: true };
  const attempt = await beginTry(tx, key);
  if (!attempt.heard) {
    if (attempt.closed) await endOwnersSessions(tx, { kind: 'staff', id: staff.id }, now());
    return attempt.refusal;
  }
  const step = staff.totp_sealed
    ? stepOfCode(openTotp(villageId, staff.id, staff.totp_sealed), code)
    : undefined;
  if (step !== undefined && (await useTotpStep(tx, staff.id, step))) {
    await forgiveTries(tx, key);
    return undefined;
  }
  await insertFailure(tx, villageId, 'staff', caller.origin, now());
  await recordEvent(
    tx,
    villageId,
    { kind: 'nobody' },
    {
      action: 'access.code-failed',
      subjectKind: 'staff',
      subjectId: staff.id,
      details: { reason: step === undefined ? 'mismatch' : 'used' },
      origin: caller.origin,
    },
  );
  return wrongTry(
    step === undefined
      ? 'Kode tidak cocok. Pastikan jam di HP Anda benar, lalu tulis kode yang sedang tampil.'
      : 'Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi.',
    'kode',
    attempt.failures,
  );
}

async function open(
  tx: VillageTx,
  caller: Caller,
  staff: Staff,
  session: { id: string; position: string | null },
) {
  const villageId = caller.village.id;
  const enrols = staff.totp_enrolled_at === null;
  await updateStaff(tx, staff.id, {
    last_sign_in_at: now(),
    ...(enrols ? { totp_enrolled_at: now() } : {}),
  });
  await rememberDevice(tx, caller, { kind: 'staff', id: staff.id });
  await completeSession(tx, caller, session.id);
  const actor: Actor = {
    kind: 'staff',
    staffId: staff.id,
    name: staff.name,
    position: session.position ?? 'Petugas Desa',
  };
  const fact = { subjectKind: 'staff', subjectId: staff.id, origin: caller.origin };
  if (enrols)
    await recordEvent(tx, villageId, actor, { action: 'access.enrol-second-factor', ...fact });
  await recordEvent(tx, villageId, actor, { action: 'access.sign-in', ...fact });
}
