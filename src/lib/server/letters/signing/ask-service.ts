import { SigningError } from './signing-error.ts';

/** A signed letter with BSrE's chain is below 1 MB; what is far larger is something else. */
const largestAnswer = 20 * 1024 * 1024;

/**
 * Asks a service outside and reads its whole answer within `timeout` milliseconds. Follows no
 * redirection: passwords go to the address that was set, and nowhere else.
 * @throws SigningError 'too-slow', 'service-down', 'bad-answer' for an answer too large
 */
export async function askService(
  url: string,
  request: RequestInit,
  timeout: number,
): Promise<{ status: number; body: Buffer }> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual', signal });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body ?? []) {
      length += part.length;
      if (length > largestAnswer) throw new SigningError('bad-answer');
      parts.push(part);
    }
    return { status: answer.status, body: Buffer.concat(parts) };
  } catch (error) {
    if (error instanceof SigningError) throw error;
    throw new SigningError(signal.aborted ? 'too-slow' : 'service-down', '', { cause: error });
  }
}
