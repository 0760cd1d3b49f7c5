import { passwordProblem } from '#lib/domain/password-policy.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { withHasher } from './memorised-secret.ts';
import { mustBeStaff } from './policy.ts';
import { checkOwnPassword } from './prove-staff.ts';
import { endOwnersSessions } from './session-store.ts';
import { renewProof } from './sessions.ts';
import { findStaff, updateStaff } from './staff-store.ts';

export interface TypedNewPassword {
  /** The password in use. */
  password: string;
  newPassword: string;
  repeated: string;
}

/**
 * An officer chooses a password: after a temporary one, or later. Needs the old one (ASVS 6.2.3),
 * keeps to the policy (6.2.4), ends all other sessions (7.4.3).
 * @throws Refusal `invalid` with a reason at its field; `too-many` after wrong old passwords
 */
export async function changePassword(
  caller: Caller,
  visitor: Visitor,
  typed: TypedNewPassword,
): Promise<void> {
  mustBeStaff(visitor);
  const villageId = caller.village.id;
  const staff = await withVillage(villageId, (tx) => findStaff(tx, visitor.staffId));
  if (!staff) throw new Refusal('not-found', 'Akun ini tidak ada lagi.');
  const refuse = (field: string, message: string) =>
    new Refusal('invalid', message, { [field]: message });
  const { password, newPassword, repeated } = typed;
  if (!password) throw refuse('sandi', 'Tulis kata sandi yang sekarang.');
  const problem = passwordProblem(newPassword, {
    username: staff.username,
    villageName: caller.village.name,
  });
  if (problem) throw refuse('sandi-baru', problem);
  if (newPassword === password)
    throw refuse('sandi-baru', 'Kata sandi baru harus berbeda dari yang sekarang.');
  if (newPassword !== repeated)
    throw refuse('ulangi-sandi', 'Kedua kata sandi baru tidak sama. Tulis sekali lagi.');

  await withHasher(async (hasher) => {
    const checkedHash = await checkOwnPassword(caller, visitor, password, hasher);
    const passwordHash = await hasher.hash({ villageId, accountId: staff.id }, newPassword);
    const kept = await withVillage(villageId, async (tx) => {
      const changed = await updateStaff(
        tx,
        staff.id,
        { password_hash: passwordHash, must_change_password: false, password_expires_at: null },
        checkedHash,
      );
      if (!changed) return false;
      const ended = await endOwnersSessions(tx, ownerOf(visitor), now(), {
        except: visitor.sessionId,
      });
      await renewProof(tx, caller, 'staff', visitor.sessionId);
      await recordEvent(tx, villageId, visitor, {
        action: 'access.change-password',
        subjectKind: 'staff',
        subjectId: staff.id,
        details: { sessionsEnded: ended },
        origin: caller.origin,
      });
      return true;
    });
    if (!kept)
      throw new Refusal(
        'conflict',
        'Kata sandi Anda baru saja diganti di tempat lain. Masuk sekali lagi.',
      );
  });
}
