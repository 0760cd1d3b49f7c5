import type { VillageTx } from '#lib/server/platform/index.ts';

/** When a phrase is offered: returning a request, refusing it, or answering a voice. */
export const phraseKinds = ['return', 'reject', 'voice'] as const;
export type PhraseKind = (typeof phraseKinds)[number];

export async function findPhrases(tx: VillageTx, kind: PhraseKind) {
  return tx
    .selectFrom('kept_phrase')
    .select(['id', 'text'])
    .where('kind', '=', kind)
    .orderBy('text')
    .execute();
}

/** @returns false when this sentence is kept already */
export async function insertPhrase(
  tx: VillageTx,
  villageId: number,
  kind: PhraseKind,
  text: string,
): Promise<boolean> {
  const known = await tx
    .selectFrom('kept_phrase')
    .select('id')
    .where('kind', '=', kind)
    .where('text', '=', text)
    .executeTakeFirst();
  if (known) return false;
  await tx.insertInto('kept_phrase').values({ village_id: villageId, kind, text }).execute();
  return true;
}

/** @returns what it said; undefined when it was gone already */
export async function deletePhrase(tx: VillageTx, id: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('kept_phrase')
    .where('id', '=', id)
    .returning('text')
    .executeTakeFirst();
  return row?.text;
}
