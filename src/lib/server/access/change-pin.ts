import { pinProblem, readPin } from '#lib/domain/pin-policy.ts';
import type { News } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, withVillage } from '#lib/server/platform/index.ts';
import { findPerson, updateAccount } from './account-store.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { withHasher, type Hasher } from './memorised-secret.ts';
import { mustBeResident } from './policy.ts';
import { checkOwnPin } from './prove-resident.ts';
import { endOwnersSessions } from './session-store.ts';
import { renewProof } from './sessions.ts';

/** As typed: `readPin` reads them. */
export interface TypedNewPin {
  /** The PIN in use. */
  pin: string;
  newPin: string;
  repeated: string;
}

/**
 * A resident chooses their PIN: at first sign-in, or later. Needs the old one (ASVS 6.2.3), keeps to
 * the policy (6.2.4), ends all other sessions (7.4.3) and tells the owner.
 * @throws Refusal `invalid` with a reason at its field; `too-many` after wrong old PINs
 */
export async function changePin(
  caller: Caller,
  visitor: Visitor,
  typed: TypedNewPin,
): Promise<void> {
  mustBeResident(visitor);
  const pins = {
    pin: readPin(typed.pin),
    newPin: readPin(typed.newPin),
    repeated: readPin(typed.repeated),
  };
  await withHasher(async (hasher) => {
    await checkNewPin(caller, visitor, pins);
    const checkedHash = await checkOwnPin(caller, visitor, pins.pin, hasher);
    await keepPin(caller, visitor, pins.newPin, checkedHash, hasher);
  });
}

async function checkNewPin(
  caller: Caller,
  visitor: ResidentVisitor,
  { pin, newPin, repeated }: TypedNewPin,
) {
  const refuse = (field: string, message: string) =>
    new Refusal('invalid', message, { [field]: message });
  if (!/^\d{6}$/.test(pin)) throw refuse('pin', 'Tulis PIN yang sekarang: 6 angka.');
  const person = await withVillage(caller.village.id, (tx) => findPerson(tx, visitor.residentId));
  if (!person) throw new Refusal('not-found', 'Akun ini tidak ada lagi.');
  const problem = pinProblem(newPin, {
    nik: person.nik,
    kk: person.kk_number,
    birthDate: person.birth_date,
    phone: person.phone,
  });
  if (problem) throw refuse('pin-baru', problem);
  if (newPin === pin) throw refuse('pin-baru', 'PIN baru harus berbeda dari PIN yang sekarang.');
  if (newPin !== repeated)
    throw refuse('ulangi-pin', 'Kedua PIN baru tidak sama. Tulis sekali lagi.');
}

async function keepPin(
  caller: Caller,
  visitor: ResidentVisitor,
  newPin: string,
  checkedHash: string,
  hasher: Hasher,
) {
  const villageId = caller.village.id;
  const pinHash = await hasher.hash({ villageId, accountId: visitor.residentId }, newPin);
  const kept = await withVillage(villageId, async (tx) => {
    const changed = await updateAccount(
      tx,
      visitor.residentId,
      { pin_hash: pinHash, state: 'active', expires_at: null },
      checkedHash,
    );
    if (!changed) return false;
    const ended = await endOwnersSessions(tx, ownerOf(visitor), now(), {
      except: visitor.sessionId,
    });
    await renewProof(tx, caller, 'resident', visitor.sessionId);
    await recordEvent(tx, villageId, visitor, {
      action: 'access.change-pin',
      residentId: visitor.residentId,
      details: { first: visitor.mustChangePin, sessionsEnded: ended },
      origin: caller.origin,
    });
    if (!visitor.mustChangePin) {
      await announce(tx, villageId, residentTopic, {
        residentId: visitor.residentId,
        text: 'PIN Anda sudah diganti. Jika bukan Anda yang mengganti, segera hubungi kantor desa.',
        link: '/layanan-mandiri/akun',
        news: { about: 'account', state: 'pin-changed' } satisfies News,
      });
    }
    return true;
  });
  if (!kept)
    throw new Refusal('conflict', 'PIN Anda baru saja diganti di tempat lain. Masuk sekali lagi.');
}
