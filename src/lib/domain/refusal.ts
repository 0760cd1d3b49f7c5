/** Why something was not done. Each has one HTTP status. */
export type RefusalKind =
  | 'invalid'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'proof-needed'
  | 'too-many'
  | 'busy'
  | 'unavailable';

/**
 * A use-case's "no", with a sentence in Indonesian that says what to do.
 * Expected: it becomes a page or a message, never a 5xx or a log line at error level.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** Messages by field name, for forms. */
  readonly fields: Record<string, string>;
  /** When it is worth trying again, in seconds from now. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: RefusalKind,
    message: string,
    fields: Record<string, string> = {},
    retryAfter?: number,
  ) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }
}

/** HTTP status of a refusal. */
export const refusalStatus: Record<RefusalKind, number> = {
  invalid: 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'proof-needed': 403,
  'too-many': 429,
  busy: 503,
  unavailable: 503,
};
