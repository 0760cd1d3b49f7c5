import { log, platform } from '#lib/server/platform/index.ts';

/**
 * Has the database count the rows that were put aside and what they became: where it knows tables as
 * empty, it reads all of them for every batch.
 */
export async function countAnew(): Promise<void> {
  try {
    await platform().database.asOwner((client) =>
      client.query(
        `analyze opensid_row (village_id, import_id, table_name, number, source_id), source_key,
           resident, family, household`,
      ),
    );
  } catch (error) {
    // Only what comes next is slower.
    log.warn({ error }, 'the rows of a dump could not be counted');
  }
}
