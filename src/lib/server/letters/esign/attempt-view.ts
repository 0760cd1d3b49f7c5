import { isSigningProblem, problemInWords } from '#lib/domain/signing-problems.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findOpenAttempt, type AttemptRow } from './attempt-store.ts';

/** Longer than any service may take: a call that began before was cut short. Milliseconds. */
const callLife = 4 * 60_000;

/** Whether a service is being asked right now. */
export const isCalling = ({ calling_since: since }: Pick<AttemptRow, 'calling_since'>): boolean =>
  since !== null && now().getTime() - since.getTime() < callLife;

/** A signing under way, as the office sees it. */
export interface OpenSigning {
  number: string;
  tries: number;
  startedAt: Date;
  /** Whose signature it waits for. */
  officialId: string;
  /** Being asked right now: nothing to do but wait. */
  calling: boolean;
  /** Why it is not signed yet. */
  problem: string;
}

export async function findOpenSigning(
  tx: VillageTx,
  requestId: string,
): Promise<OpenSigning | undefined> {
  const attempt = await findOpenAttempt(tx, requestId);
  return attempt && describeAttempt(attempt);
}

function describeAttempt(attempt: AttemptRow): OpenSigning {
  const calling = isCalling(attempt);
  // A call that left no word was cut short: the server stopped.
  const problem = attempt.problem && !attempt.calling_since ? attempt.problem : 'interrupted';
  const [name, said] = problem.split(': ', 2);
  return {
    number: attempt.number,
    tries: attempt.tries,
    startedAt: attempt.started_at,
    officialId: attempt.official_id,
    calling,
    problem: problemInWords(name && isSigningProblem(name) ? name : 'interrupted', said),
  };
}
