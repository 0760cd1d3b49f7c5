import { sql } from 'kysely';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { residentReferences, unboundReferences } from './merge-references.ts';

/**
 * Which of two records has the account that works: one whose own PIN is in use before one on a slip,
 * the last one signed in with before others.
 * @returns undefined when neither has an account that is open
 */
export async function findWorkingAccount(
  tx: VillageTx,
  ids: readonly [string, string],
): Promise<string | undefined> {
  const { rows } = await sql<{ resident_id: string }>`
    select resident_id from resident_account
    where village_id = current_village() and resident_id = any(${ids}::uuid[]) and state <> 'closed'
    order by state = 'active' desc, last_sign_in_at desc nulls last, issued_at desc
    limit 1`.execute(tx);
  return rows[0]?.resident_id;
}

/** What the compare page says of the accounts and the work that hang on a record. */
export async function findTies(tx: VillageTx, id: string) {
  const { rows } = await sql<{ account: string | null; requests: number; events: number }>`
    select
      (select state from resident_account
        where village_id = current_village() and resident_id = ${id}::uuid) as account,
      (select count(*)::int from letter_request where village_id = current_village()
        and (applicant_id = ${id}::uuid or subject_id = ${id}::uuid)) as requests,
      (select count(*)::int from population_event
        where village_id = current_village() and resident_id = ${id}::uuid) as events`.execute(tx);
  return rows[0]!;
}

interface Move {
  lost: string;
  kept: string;
  /** Where the kept record belongs once it is merged. */
  family_id: string | null;
  household_id: string | null;
}

/**
 * Lets everything that refers to a record refer to the one it is merged into (merge-references.ts).
 * Needs a declared change.
 */
export async function moveReferences(tx: VillageTx, move: Move): Promise<void> {
  const { lost, kept } = move;
  const references = [
    ...Object.entries(residentReferences),
    ...unboundReferences.map((reference) => [reference, { how: 'move' as const }] as const),
  ];
  for (const [reference, treatment] of references) {
    const [table, column] = reference.split('.') as [string, string];
    const [t, c] = [sql.id(table), sql.id(column)];
    const here = sql`t.village_id = current_village() and t.${c} = ${lost}::uuid`;
    switch (treatment.how) {
      case 'move':
        await sql`update ${t} t set ${c} = ${kept}::uuid where ${here}`.execute(tx);
        break;
      case 'move-unless': {
        const same = sql.join(
          treatment.same.map((name) => sql`own.${sql.id(name)} = t.${sql.id(name)}`),
          sql` and `,
        );
        await sql`
          update ${t} t set ${c} = ${kept}::uuid where ${here} and not exists (
            select from ${t} own
            where own.village_id = t.village_id and own.${c} = ${kept}::uuid and ${same})`.execute(
          tx,
        );
        break;
      }
      case 'end-and-move':
        await sql`
          update ${t} t set ${c} = ${kept}::uuid, ended_at = coalesce(ended_at, ${now()})
          where ${here}`.execute(tx);
        break;
      case 'seat':
        await sql`
          update ${t} t
          set ${c} = case when t.id = ${move[treatment.belongs]}::uuid then ${kept}::uuid end,
              updated_at = ${now()}
          where ${here}`.execute(tx);
        break;
      case 'close':
        await sql`
          update ${t} t
          set state = 'closed', closed_at = ${now()}, closed_reason = 'Digabung dengan data lain'
          where ${here} and state <> 'closed'`.execute(tx);
        break;
      case 'drop':
        await sql`delete from ${t} t where ${here}`.execute(tx);
        break;
    }
  }
  // What is still to be told to the one is told to the other.
  await sql`
    update outbox set payload = replace(payload::text, ${lost}, ${kept})::jsonb
    where village_id = current_village() and handled_at is null
      and payload::text like ${`%${lost}%`}`.execute(tx);
}

/** Takes the kept record from the head of families and households that it leaves. */
export async function leaveSeats(
  tx: VillageTx,
  { kept, family_id, household_id }: Omit<Move, 'lost'>,
): Promise<void> {
  await sql`
    update family set head_id = null, updated_at = ${now()}
    where village_id = current_village() and head_id = ${kept}::uuid
      and id is distinct from ${family_id}::uuid`.execute(tx);
  await sql`
    update household set head_id = null, updated_at = ${now()}
    where village_id = current_village() and head_id = ${kept}::uuid
      and id is distinct from ${household_id}::uuid`.execute(tx);
}

/** Who heads a family. */
export async function findHeadOf(tx: VillageTx, familyId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('family')
    .select('head_id')
    .where('id', '=', familyId)
    .executeTakeFirst();
  return row?.head_id ?? undefined;
}

/** Records that were merged into this one. */
export async function findMergedIds(tx: VillageTx, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('resident')
    .select('id')
    .where('merged_into', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
