import { DatabaseError } from 'pg';

/**
 * Whether the database refused a value as such (class 22 of SQLSTATE: a NUL in a text, a number out
 * of range, an id that is none). What was sent is at fault then, not the system.
 */
export function isDataFault(error: unknown): boolean {
  if (!(error instanceof DatabaseError) || !error.code?.startsWith('22')) return false;
  // Row-level security without a village set: that is a fault of ours.
  return !error.message.endsWith('for type integer: ""');
}
