import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findPerson, updateAccount, type Person } from './account-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { mustManageAccounts, mustNotBeOwnAccount } from './policy.ts';
import { endOwnersSessions } from './session-store.ts';
import { reopenDoors } from './tries.ts';

/**
 * Closes a resident's account: signed out everywhere, and no PIN opens it until a new one is issued.
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`, `invalid` without a reason
 */
export async function closeAccount(
  villageId: number,
  visitor: Visitor,
  residentId: string,
  reason: string,
): Promise<void> {
  const words = reason.trim().slice(0, 300);
  await change(
    villageId,
    visitor,
    residentId,
    'access.close-account',
    { reason: words },
    {
      check() {
        if (words) return;
        const message = 'Tulis alasan akun ini ditutup.';
        throw new Refusal('invalid', message, { alasan: message });
      },
      async act(tx) {
        await updateAccount(tx, residentId, {
          state: 'closed',
          closed_at: now(),
          closed_reason: words,
        });
        await endOwnersSessions(tx, { kind: 'resident', id: residentId }, now());
      },
    },
  );
}

/**
 * Opens the doors that ten wrong tries closed; the PIN stays as it is.
 * @throws Refusal `forbidden`, `proof-needed`, `not-found`
 */
export async function unlockAccount(
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<void> {
  await change(
    villageId,
    visitor,
    residentId,
    'access.unlock-account',
    {},
    {
      act: (tx, person) => reopenDoors(tx, villageId, { resident: person.nik, proof: residentId }),
    },
  );
}

/** Signs a resident out everywhere (ASVS 7.4.5), for a phone that was lost or stolen. */
export async function endResidentSessions(
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<void> {
  await change(
    villageId,
    visitor,
    residentId,
    'access.end-sessions',
    { all: true },
    {
      act: async (tx) =>
        void (await endOwnersSessions(tx, { kind: 'resident', id: residentId }, now())),
    },
  );
}

async function change(
  villageId: number,
  visitor: Visitor,
  residentId: string,
  action: string,
  details: Record<string, unknown>,
  { check, act }: { check?: () => void; act: (tx: VillageTx, person: Person) => Promise<void> },
) {
  mustManageAccounts(visitor);
  mustNotBeOwnAccount(visitor, residentId);
  requireFreshProof(visitor);
  await withVillage(villageId, async (tx) => {
    const person = await findPerson(tx, residentId);
    if (!person?.state) throw new Refusal('not-found', 'Warga ini belum punya akun.');
    check?.();
    await act(tx, person);
    await recordEvent(tx, villageId, visitor, {
      action,
      subjectKind: 'resident',
      subjectId: residentId,
      residentId,
      details,
    });
  });
}
