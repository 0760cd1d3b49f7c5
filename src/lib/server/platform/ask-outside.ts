/** Why a service outside gave no answer that could be read. */
export type OutsideProblem = 'too-slow' | 'unreachable' | 'too-large';

/** A service outside did not answer. Names no address: that may hold a token. */
export class OutsideError extends Error {
  override name = 'OutsideError';
  readonly problem: OutsideProblem;

  constructor(problem: OutsideProblem) {
    super(`A service outside: ${problem}`);
    this.problem = problem;
  }
}

/** What a service outside answered. */
export interface OutsideAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/**
 * Asks a service outside and reads its whole answer. Follows no redirection: secrets go to the address
 * that was set, and nowhere else.
 * @param limits.timeout milliseconds for all of it
 * @param limits.largest bytes of the answer
 * @throws OutsideError
 */
export async function askOutside(
  url: string,
  request: RequestInit,
  limits: { timeout: number; largest: number },
): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(limits.timeout);
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual', signal });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > limits.largest) throw new OutsideError('too-large');
      parts.push(part);
    }
    return { status: answer.status, headers: answer.headers, body: Buffer.concat(parts) };
  } catch (error) {
    if (error instanceof OutsideError) throw error;
    throw new OutsideError(signal.aborted ? 'too-slow' : 'unreachable');
  }
}
