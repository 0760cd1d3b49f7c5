import { daysUntil } from '#lib/domain/promise.ts';
import { may } from '#lib/domain/roles.ts';
import { capacityInWords } from '#lib/domain/signature-block.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findUnusedNumbers } from '../esign/attempt-store.ts';
import { findSigningWay } from '../esign/signing-way.ts';
import { isOwnMatter, requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { actingOfficer, requireSignatory } from '../signers/acting.ts';
import { findSignable } from './signable-store.ts';

/** More than this are signed in several goes. */
export const mostAtOnce = 200;

/** A request that waits for a signature. */
export interface Signable {
  id: string;
  version: number;
  reference: string;
  typeName: string;
  subjectName: string;
  daysLeft: number | null;
  /** Printed for pen and stamp. */
  wet: boolean;
  /** Its number, where a signing was begun and not finished. */
  heldNumber: string | null;
  /** Why this officer cannot sign it; '' where they can. */
  blocked: string;
}

export interface SigningDesk {
  /** As what the officer signs today. */
  signer: { name: string; as: string };
  items: Signable[];
  /** Signing asks for the officer's BSrE passphrase. */
  asksPassphrase: boolean;
  /** Numbers allotted to letters that were not signed after all. */
  unused: { number: string; reference: string; reason: string; endedAt: Date | null }[];
}

/**
 * What waits for the officer's signature.
 * @throws Refusal 'forbidden' for who may sign nothing today
 */
export async function openSigningDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<SigningDesk> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  const signatory = requireSignatory(officer);
  const way = await findSigningWay(tx, village);
  const day = today(village);
  const rows = await findSignable(tx, mostAtOnce);
  return {
    signer: { name: signatory.name, as: capacityInWords(signatory.posts) },
    items: rows.map((row) => ({
      id: row.id,
      version: row.version,
      reference: row.reference ?? '',
      typeName: row.type_name,
      subjectName: row.subject_name,
      daysLeft: row.promised_on ? daysUntil(row.promised_on, day) : null,
      wet: row.signature === 'wet',
      heldNumber: row.held_number,
      blocked: isOwnMatter(row, visitor)
        ? 'Permohonan Anda sendiri'
        : row.waits_for && row.waits_for !== signatory.officialId
          ? 'Sudah disiapkan untuk penanda tangan lain'
          : '',
    })),
    asksPassphrase: way.method === 'bsre',
    unused: (await findUnusedNumbers(tx)).map((one) => ({
      number: one.number,
      reference: one.reference ?? '',
      reason: one.reason ?? '',
      endedAt: one.endedAt,
    })),
  };
}

/** Whether the officer has a place at the signing desk: a head, or who signs in their place today. */
export async function maySignToday(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<boolean> {
  requireOfficer(visitor, 'requests.read');
  return may((await actingOfficer(tx, village, visitor)).roles, 'letters.approve');
}

/** How many wait for the officer's signature; 0 for who may sign nothing today. */
export async function countSignable(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  if (!officer.signatory) return 0;
  return (await findSignable(tx, mostAtOnce)).filter((row) => !isOwnMatter(row, visitor)).length;
}
