import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** The highest NIK that starts with `stem`; whoever asks next waits for this transaction to end. */
export async function findHighestNik(tx: VillageTx, stem: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`temporary-nik:${stem}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<{ nik: string | null }>`
    select max(nik) as nik from resident
    where village_id = current_village()
      and nik >= ${stem.padEnd(16, '0')} and nik <= ${stem.padEnd(16, '9')}`.execute(tx);
  return rows[0]?.nik ?? undefined;
}

/** Who has this NIK; of a merged double, the record that is used now. */
export async function findHolder(tx: VillageTx, nik: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('resident as k', (j) =>
      j.onRef('k.village_id', '=', 'r.village_id').onRef('k.id', '=', 'r.merged_into'),
    )
    .select((eb) => [
      eb.fn.coalesce('k.id', 'r.id').as('id'),
      eb.fn.coalesce('k.name', 'r.name').as('name'),
      'r.merged_into',
    ])
    .where('r.nik', '=', nik)
    .executeTakeFirst();
}
