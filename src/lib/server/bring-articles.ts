import type { Visitor } from '#lib/domain/visitor.ts';
import { addArticle, findCarriedIds } from './news/index.ts';
import { countCarriedArticles, listCarriedArticles } from './opensid/index.ts';
import type { VillageTx } from './platform/index.ts';

/** At one press: the rest waits for the next one. */
const atOnce = 200;

/** How many articles of OpenSID were not taken over yet. @throws Refusal 'forbidden' */
export async function countWaitingArticles(tx: VillageTx, visitor: Visitor): Promise<number> {
  const all = await countCarriedArticles(tx, visitor);
  return all === 0 ? 0 : all - (await findCarriedIds(tx)).size;
}

/**
 * Takes articles of OpenSID over as drafts, each once: somebody looks at each before it is published.
 * @returns how many
 * @throws Refusal 'forbidden'
 */
export async function bringArticles(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
): Promise<number> {
  const taken = await findCarriedIds(tx);
  const waiting = (await listCarriedArticles(tx, visitor)).filter(({ id }) => !taken.has(id));
  const now = waiting.slice(0, atOnce);
  for (const { id, kind, typed } of now)
    await addArticle(tx, villageId, visitor, { kind, typed, carriedId: id });
  return now.length;
}
