import { sql } from 'kysely';
import type { ArchiveKind } from '#lib/domain/archive.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Which letters are looked for. What is absent does not narrow. */
export interface ArchiveFilter {
  /** Words, all of which must be found; one with a digit may be a part of the number. */
  words?: string[] | undefined;
  kind?: ArchiveKind | undefined;
  states?: readonly string[] | undefined;
  type?: string | undefined;
  signer?: string | undefined;
  /** How the classification begins. */
  classification?: string | undefined;
  /** First and last day, `YYYY-MM-DD`. */
  from?: string | undefined;
  until?: string | undefined;
  /** Valid, or no longer valid, on this day. */
  validOn?: string | undefined;
  expiredOn?: string | undefined;
}

/** Counted no further than this: nobody leafs through more. */
export const COUNTED_AT_MOST = 2_000;

/** A page of the letters that match, the latest first, and how many there are, at most COUNTED_AT_MOST. */
export async function findArchiveIds(
  tx: VillageTx,
  filter: ArchiveFilter,
  page: { limit: number; offset: number },
): Promise<{ ids: string[]; total: number }> {
  const { rows } = await sql<{ id: string; total: number }>`
    select id, total from search_archive(
      ${filter.words ?? null}::text[], ${filter.kind ?? null}, ${filter.states ?? null}::text[],
      ${filter.type ?? null}, ${filter.signer ?? null}, ${filter.classification ?? null},
      ${filter.from ?? null}::date, ${filter.until ?? null}::date,
      ${filter.validOn ?? null}::date, ${filter.expiredOn ?? null}::date,
      ${COUNTED_AT_MOST}::int, ${page.limit}::int, ${page.offset}::int)`.execute(tx);
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

/** What a list shows of these letters, in the order of the ids. */
export async function findArchiveLines(tx: VillageTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('archive_entry')
    .select(['id', 'number', 'title', 'party', 'state', sql<ArchiveKind>`kind`.as('kind')])
    .select([
      sql<string | null>`on_date`.as('on_date'),
      sql<string | null>`valid_until`.as('valid_until'),
    ])
    .where('id', 'in', ids)
    .orderBy(sql`array_position(${ids}::uuid[], id)`)
    .execute();
}

/** Types of which letters were issued, each under the name of its latest, and who signed any. */
export async function findArchiveChoices(tx: VillageTx) {
  // Step by step along the indexes: there are few of each among many letters.
  const types = await sql<{ slug: string; title: string }>`
    with recursive step as (
      select min(type_slug) as slug from letter
      union all
      select (select min(l.type_slug) from letter l where l.type_slug > step.slug) from step where step.slug is not null)
    select slug, (select l.title from letter l where l.type_slug = slug order by l.id desc limit 1) as title
    from step where slug is not null order by title`.execute(tx);
  const signers = await sql<{ name: string }>`
    with recursive step as (
      select min(signer_name) as name from letter
      union all
      select (select min(l.signer_name) from letter l where l.signer_name > step.name) from step where step.name is not null)
    select name from step where name is not null`.execute(tx);
  return { types: types.rows, signers: signers.rows.map(({ name }) => name) };
}

/** Adds the words that were printed on a letter to those by which it is found. */
export async function addLetterWords(tx: VillageTx, letterId: string, text: string) {
  await sql`update archive_entry set words = words || archive_words(${text})
    where kind = 'letter' and id = ${letterId}::uuid`.execute(tx);
}
