import { initialsOf } from '#lib/domain/person-name.ts';
import { readVerificationCode } from '#lib/domain/verification-code.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findReplacement } from './archive/letter-archive-store.ts';
import { findLetterByCode, type LetterRow } from './letter-store.ts';
import { today } from './request-context.ts';

/** What an electronic letter is signed with. */
export type LetterSeal = Pick<LetterRow, 'signed_with' | 'timestamped_at' | 'timestamp_missing'>;

/** What anyone may know of a letter: never the NIK, of the holder only the initials. */
export interface VerifiedLetter {
  number: string;
  title: string;
  /** 'YYYY-MM-DD' */
  date: string;
  signerName: string;
  signerPosition: string;
  holderInitials: string;
  signature: 'electronic' | 'wet';
  /** Null for a letter signed by hand. */
  seal: LetterSeal | null;
  state: 'valid' | 'expired' | 'withdrawn';
  validUntil: string | null;
  withdrawnAt: Date | null;
  /** The number of the letter that was issued in its place. */
  replacedBy: string | null;
}

/** The letter with a code, typed or scanned. */
export async function verifyByCode(
  tx: VillageTx,
  village: VillageContext,
  typed: string,
): Promise<VerifiedLetter | undefined> {
  const code = readVerificationCode(typed);
  const letter = code && (await findLetterByCode(tx, code));
  return letter ? presentLetter(tx, letter, village) : undefined;
}

/** A letter as anyone may see it. */
export async function presentLetter(
  tx: VillageTx,
  letter: LetterRow,
  village: VillageContext,
): Promise<VerifiedLetter> {
  const expired = letter.valid_until !== null && letter.valid_until < today(village);
  return {
    number: letter.number,
    title: letter.title,
    date: letter.letter_date,
    signerName: letter.signer_name,
    signerPosition: letter.signer_position,
    holderInitials: initialsOf(letter.holder_name),
    signature: letter.signature as VerifiedLetter['signature'],
    seal: letter.signature === 'wet' ? null : sealOf(letter),
    state: letter.withdrawn_at ? 'withdrawn' : expired ? 'expired' : 'valid',
    validUntil: letter.valid_until,
    withdrawnAt: letter.withdrawn_at,
    replacedBy: (letter.withdrawn_at && (await findReplacement(tx, letter.id))?.number) || null,
  };
}

/** Only what a seal is: the row also names the holder. */
function sealOf({ signed_with, timestamped_at, timestamp_missing }: LetterRow): LetterSeal {
  return { signed_with, timestamped_at, timestamp_missing };
}
