import type { SendOutcome } from '#lib/domain/delivery-reason.ts';
import { askOutside, OutsideError } from '#lib/server/platform/index.ts';
import { sendTimeout } from './channel.ts';

const largest = 1024 * 1024;

/** A JSON answer as it came, or what its want means for the message. */
export type JsonAnswer =
  | { heard: true; status: number; body: Record<string, unknown> }
  | { heard: false; outcome: Exclude<SendOutcome, { state: 'sent' }> };

/** Asks a JSON interface by POST. Answers, and does not throw, whatever the service does. */
export async function askJson(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  try {
    const answer = await askOutside(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      },
      { timeout: sendTimeout, largest },
    );
    const read = readObject(answer.body);
    if (read) return { heard: true, status: answer.status, body: read };
    return unheard(answer.status >= 500 ? 'service-down' : 'bad-answer');
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return unheard(error.problem === 'too-large' ? 'bad-answer' : error.problem);
  }
}

const unheard = (
  reason: 'service-down' | 'bad-answer' | 'too-slow' | 'unreachable',
): JsonAnswer => ({ heard: false, outcome: { state: 'temporary', reason } });

function readObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
