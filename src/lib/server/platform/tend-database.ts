import type { Client } from 'pg';
import { log } from './log.ts';
import { platform } from './platform.ts';

/**
 * Has the database's owner look after its tables (analyze, vacuum) where much has just come in: by itself
 * the database does so within a minute or more, and until then it searches for rows as in empty tables.
 * What has gone in is in: a failure is only logged, since only what comes next is slower.
 */
export async function tendDatabase(work: (owner: Client) => Promise<unknown>): Promise<void> {
  try {
    await platform().database.asOwner(work);
  } catch (error) {
    log.warn({ error }, 'the database could not be tended');
  }
}
