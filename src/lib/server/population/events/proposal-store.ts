import { type Insertable, sql } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function insertProposal(
  tx: VillageTx,
  proposal: Insertable<DB['event_proposal']>,
): Promise<void> {
  await tx
    .insertInto('event_proposal')
    .values(proposal)
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Proposals that wait for an officer, oldest first. */
export async function findOpenProposals(tx: VillageTx, limit: number) {
  return proposals(tx)
    .where('p.state', '=', 'open')
    .orderBy('p.created_at')
    .orderBy('p.id')
    .limit(limit)
    .execute();
}

/** One proposal, locked: only one officer decides. */
export async function lockProposal(tx: VillageTx, id: string) {
  await sql`select 1 from event_proposal where village_id = current_village() and id = ${id}::uuid for update`.execute(
    tx,
  );
  return findProposal(tx, id);
}

export async function findProposal(tx: VillageTx, id: string) {
  return proposals(tx).where('p.id', '=', id).executeTakeFirst();
}
export type ProposalRow = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

function proposals(tx: VillageTx) {
  return tx
    .selectFrom('event_proposal as p')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'p.village_id').onRef('r.id', '=', 'p.resident_id'),
    )
    .select([
      'p.id',
      'p.kind',
      'p.request_id',
      'p.resident_id',
      'p.details',
      'p.state',
      'p.created_at',
      'r.name',
    ]);
}

export async function decideProposal(
  tx: VillageTx,
  id: string,
  decision: { state: 'recorded' | 'dismissed'; decided_by: string; decided_at: Date },
): Promise<void> {
  await tx.updateTable('event_proposal').set(decision).where('id', '=', id).execute();
}

/** The event that a proposal led to was undone: the proposal waits again. */
export async function reopenProposals(
  tx: VillageTx,
  event: { request_id: string; kind: string },
): Promise<void> {
  await tx
    .updateTable('event_proposal')
    .set({ state: 'open', decided_by: null, decided_at: null })
    .where('request_id', '=', event.request_id)
    .where('kind', '=', event.kind)
    .where('state', '=', 'recorded')
    .execute();
}

/** How many proposals wait for an officer. */
export async function countOpenProposals(tx: VillageTx): Promise<number> {
  const { n } = await tx
    .selectFrom('event_proposal')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return n;
}
