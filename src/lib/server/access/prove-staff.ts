import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { checkCode } from './give-code.ts';
import { withHasher, type Hasher } from './memorised-secret.ts';
import { mustBeStaff } from './policy.ts';
import { endOwnersSessions } from './session-store.ts';
import { renewProof } from './sessions.ts';
import { findStaff } from './staff-store.ts';
import { beginTry, forgiveTries, wrongTry, type TryKey } from './tries.ts';

/**
 * An officer proves again who they are, before an act of weight (ASVS 7.5.1, 7.5.3): password and a
 * new code. Good for fifteen minutes (`requireFreshProof`).
 * @throws Refusal `invalid` at `sandi` or `kode`, `too-many`
 */
export async function proveStaff(
  caller: Caller,
  visitor: Visitor,
  typed: { password: string; code: string },
): Promise<void> {
  mustBeStaff(visitor);
  const code = typed.code.replace(/\s/g, '');
  const fields: Record<string, string> = {};
  if (!typed.password) fields.sandi = 'Tulis kata sandi Anda.';
  if (!/^\d{6}$/.test(code)) fields.kode = 'Kode terdiri dari 6 angka dari aplikasi di HP Anda.';
  const message = fields.sandi ?? fields.kode;
  if (message) throw new Refusal('invalid', message, fields);

  await withHasher((hasher) => checkOwnPassword(caller, visitor, typed.password, hasher));
  const refusal = await withVillage(caller.village.id, async (tx) => {
    const staff = await findStaff(tx, visitor.staffId);
    if (!staff) return new Refusal('not-found', 'Akun ini tidak ada lagi.');
    const refused = await checkCode(tx, caller, staff, code);
    if (refused) return refused;
    await renewProof(tx, caller, 'staff', visitor.sessionId);
    await recordEvent(tx, caller.village.id, visitor, {
      action: 'access.prove',
      subjectKind: 'staff',
      subjectId: staff.id,
      origin: caller.origin,
    });
  });
  if (refusal) throw refusal;
}

/**
 * Checks the password of an officer who is signed in. Wrong ones are counted as at the door; the
 * tenth in a row signs the officer out everywhere.
 * @returns the stored hash it was checked against
 * @throws Refusal `invalid` at the field `sandi`, `too-many`
 */
export async function checkOwnPassword(
  caller: Caller,
  visitor: StaffVisitor,
  password: string,
  hasher: Hasher,
): Promise<string> {
  const villageId = caller.village.id;
  const key: TryKey = { villageId, door: 'proof', name: visitor.staffId, knownDevice: true };
  const { attempt, stored } = await withVillage(villageId, async (tx) => {
    const attempt = await beginTry(tx, key);
    if (!attempt.heard && attempt.closed) await endOwnersSessions(tx, ownerOf(visitor), now());
    return { attempt, stored: (await findStaff(tx, visitor.staffId))?.password_hash };
  });
  if (!attempt.heard) throw attempt.refusal;
  const owner = { villageId, accountId: visitor.staffId };
  const { ok } = await hasher.verify(owner, stored, password.slice(0, 300));
  if (ok && stored) {
    await withVillage(villageId, (tx) => forgiveTries(tx, key));
    return stored;
  }
  await withVillage(villageId, (tx) =>
    recordEvent(tx, villageId, visitor, {
      action: 'access.proof-failed',
      subjectKind: 'staff',
      subjectId: visitor.staffId,
      origin: caller.origin,
    }),
  );
  throw wrongTry('Kata sandi tidak cocok.', 'sandi', attempt.failures);
}
