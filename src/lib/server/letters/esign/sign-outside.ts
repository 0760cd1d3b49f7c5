import { Refusal } from '#lib/domain/refusal.ts';
import { problemInWords, type SigningProblem } from '#lib/domain/signing-problems.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { log, now, withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { claimOf } from '../issue-letter.ts';
import { checkSigned } from '../signing/check-signed.ts';
import { SigningError } from '../signing/signing-error.ts';
import {
  createTimestampAuthority,
  type TimestampAuthority,
} from '../signing/timestamp-authority.ts';
import { beginAttempt, type Begun, type OutsideInput } from './begin-attempt.ts';
import { finishAttempt, recordFailure, type SignedLetter } from './end-attempt.ts';

/** A service outside did not sign; the number and the typeset letter wait for the next try. */
export class NotSigned extends Refusal {
  readonly problem: SigningProblem;

  constructor(problem: SigningProblem, said: string) {
    const message = problemInWords(problem, said);
    super('unavailable', message, problem === 'wrong-passphrase' ? { 'frasa-sandi': message } : {});
    this.problem = problem;
  }
}

/** Milliseconds that a time stamp may take. */
const timestampTimeout = 20_000;

/**
 * Signs a letter through a service outside, which may take seconds: one transaction allots the number
 * and keeps the typeset letter, then the service is asked, then another transaction keeps what it
 * signed (decision 24). Tried again, the same bytes are signed under the same number.
 * @throws NotSigned with the reason; Refusal as approveRequest does, 'conflict' while it is being signed
 */
export async function signOutside(
  village: VillageContext,
  visitor: Visitor,
  input: OutsideInput,
): Promise<{ number: string }> {
  const begun = await withVillage(village.id, (tx) => beginAttempt(tx, village, visitor, input));
  let signed: SignedLetter;
  try {
    signed = await askToSign(begun, village);
  } catch (error) {
    const failure = error instanceof SigningError ? error : undefined;
    if (!failure) log.error({ error }, 'A letter could not be signed');
    const { problem, said } = failure ?? new SigningError('service-down');
    await withVillage(village.id, (tx) => recordFailure(tx, village, begun, problem, said));
    throw new NotSigned(problem, said);
  }
  return withVillage(village.id, (tx) => finishAttempt(tx, village, begun, signed));
}

async function askToSign(begun: Begun, village: VillageContext): Promise<SignedLetter> {
  const { pdf, prepared, signer, way } = begun;
  const claim = claimOf(prepared.row, village, now());
  const sign = (timestamps?: TimestampAuthority) => signer.sign(pdf, claim, timestamps);
  let bytes: Uint8Array;
  let timestampMissing = false;
  if (way.timestamps) {
    try {
      bytes = await sign(createTimestampAuthority(way.timestamps.url, timestampTimeout));
    } catch (error) {
      const without = error instanceof SigningError && error.problem === 'no-timestamp';
      if (!without || way.timestamps.missing === 'refuse') throw error;
      bytes = await sign();
      timestampMissing = true;
    }
  } else bytes = await sign();
  const signature = await checkSigned(pdf, bytes, claim.signingTime);
  return {
    bytes,
    fingerprint: signature.certificate!.fingerprint,
    timestampedAt: signature.timestamp ?? null,
    timestampMissing,
  };
}
