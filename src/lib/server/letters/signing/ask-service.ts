import { askOutside, OutsideError } from '#lib/server/platform/index.ts';
import { SigningError } from './signing-error.ts';

/** A signed letter with BSrE's chain is below 1 MB; what is far larger is something else. */
const largest = 20 * 1024 * 1024;

const problems = {
  'too-slow': 'too-slow',
  unreachable: 'service-down',
  'too-large': 'bad-answer',
} as const;

/**
 * Asks a signing service and reads its whole answer within `timeout` milliseconds.
 * @throws SigningError 'too-slow', 'service-down', 'bad-answer' for an answer too large
 */
export async function askService(
  url: string,
  request: RequestInit,
  timeout: number,
): Promise<{ status: number; body: Buffer }> {
  try {
    return await askOutside(url, request, { timeout, largest });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    throw new SigningError(problems[error.problem], '', { cause: error });
  }
}
