import { maskNik } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { closingTry } from '#lib/domain/sign-in-throttle.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { countAccounts, findPeople, findPerson } from './account-store.ts';
import { mustManageAccounts } from './policy.ts';
import { findOwnersSessions } from './session-store.ts';
import { isAlive } from './sessions.ts';
import { findFailures } from './tries.ts';

/** The state of a resident's account as the office reads it. 'expired': the slip was not used in time. */
export type AccountState = 'none' | 'issued' | 'expired' | 'active' | 'closed';

/** Filters of the list. */
export const accountFilters = ['none', 'issued', 'active', 'closed'] as const;
export type AccountFilter = (typeof accountFilters)[number];

export interface AccountLine {
  id: string;
  name: string;
  maskedNik: string;
  /** 'Dusun …, RT 001/RW 002'; '' when unknown. */
  place: string;
  state: AccountState;
  lastSignIn: Date | null;
}

export interface AccountPage {
  lines: AccountLine[];
  total: number;
  pages: number;
  /** Living residents by state of their account. */
  counts: Map<string, number>;
}

const pageSize = 25;

/**
 * Residents with the state of their account, by name.
 * @param search.words part of a name, or a whole NIK
 * @throws Refusal `forbidden`
 */
export async function listAccounts(
  villageId: number,
  visitor: Visitor,
  search: { words: string; filter: AccountFilter | undefined; page: number },
): Promise<AccountPage> {
  mustManageAccounts(visitor);
  const page = Math.min(Math.max(1, Math.trunc(search.page) || 1), 10_000);
  return withVillage(villageId, async (tx) => {
    const { rows, total } = await findPeople(
      tx,
      search.words.trim().slice(0, 100),
      search.filter,
      pageSize,
      (page - 1) * pageSize,
    );
    return {
      lines: rows.map((r) => ({
        id: r.id,
        name: r.name,
        maskedNik: maskNik(r.nik),
        place: r.hamlet ? `${r.hamlet}, RT ${r.rt}/RW ${r.rw}` : '',
        state: stateOf(r.state, r.expires_at),
        lastSignIn: r.last_sign_in_at,
      })),
      total,
      pages: Math.max(1, Math.ceil(total / pageSize)),
      counts: await countAccounts(tx),
    };
  });
}

export interface AccountDetail {
  id: string;
  name: string;
  maskedNik: string;
  address: string;
  state: AccountState;
  /** Why no PIN can be issued, if so. */
  hindrance: string | undefined;
  issuedAt: Date | null;
  validUntil: Date | null;
  lastSignIn: Date | null;
  closedAt: Date | null;
  closedReason: string | null;
  termsAt: Date | null;
  /** Whether ten wrong tries closed a door. */
  lockedOut: boolean;
  sessions: number;
}

/**
 * One resident's account. Opening it is on record: the resident sees who looked.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function openAccount(
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<AccountDetail> {
  mustManageAccounts(visitor);
  return withVillage(villageId, async (tx) => {
    const person = await findPerson(tx, residentId);
    if (!person) throw new Refusal('not-found', 'Warga ini tidak ada di data penduduk.');
    const owner = { kind: 'resident' as const, id: residentId };
    const sessions = await findOwnersSessions(tx, owner, now());
    const failures = await findFailures(tx, villageId, { resident: person.nik, proof: person.id });
    await recordEvent(tx, villageId, visitor, {
      action: 'access.open-account',
      subjectKind: 'resident',
      subjectId: residentId,
      residentId,
    });
    return {
      id: person.id,
      name: person.name,
      maskedNik: maskNik(person.nik),
      address: person.address,
      state: stateOf(person.state, person.expires_at),
      hindrance: hindranceOf(person, visitor.residentId),
      issuedAt: person.issued_at,
      validUntil: person.expires_at,
      lastSignIn: person.last_sign_in_at,
      closedAt: person.closed_at,
      closedReason: person.closed_reason,
      termsAt: person.terms_accepted_at,
      lockedOut: failures >= closingTry,
      sessions: sessions.filter(isAlive).length,
    };
  });
}

function stateOf(state: string | null, expiresAt: Date | null): AccountState {
  if (state === null) return 'none';
  if (state === 'issued' && expiresAt && expiresAt <= now()) return 'expired';
  return state as AccountState;
}

/** Why no PIN can be made for a resident; undefined when it can. @param ownId the officer's own record */
export function hindranceOf(
  person: { id: string; basic_status: number; nik_temporary: boolean },
  ownId: string | null,
) {
  if (person.id === ownId) return 'Akun warga milik Anda sendiri diurus oleh petugas lain.';
  if (person.basic_status !== 1) return 'Warga ini tercatat sudah meninggal atau pindah.';
  if (person.nik_temporary)
    return 'Warga ini masih memakai NIK sementara. Isi NIK dari Dukcapil dahulu.';
  return undefined;
}
