import type { SigningProblem } from '#lib/domain/signing-problems.ts';

/** A service outside did not sign. Its message holds no passphrase and no password. */
export class SigningError extends Error {
  override name = 'SigningError';
  readonly problem: SigningProblem;
  /** What the service gave as its reason, in its own words; '' for nothing. */
  readonly said: string;

  constructor(problem: SigningProblem, said = '', options?: ErrorOptions) {
    super(`The signing service: ${problem}`, options);
    this.problem = problem;
    this.said = said.replace(/\s+/g, ' ').trim().slice(0, 200);
  }
}
