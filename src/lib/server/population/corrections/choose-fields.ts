import { requireResident } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getReach } from '../own/reach.ts';
import { findAskable, type AskablePart } from './askable-fields.ts';
import { findDraft, insertCorrection, updateCorrection } from './correction-store.ts';
import { draftWishes, type DraftWish } from './wishes.ts';

/** The first page of asking: what can be asked for, and what was ticked before. */
export interface FieldChoice {
  name: string;
  own: boolean;
  parts: AskablePart[];
  chosen: string[];
}

/** What the visitor may ask to have corrected in their own record or a family member's. */
export async function readFieldChoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  residentId: string,
): Promise<FieldChoice> {
  requireResident(visitor);
  const reach = await getReach(tx, village, visitor, residentId);
  const draft = await findDraft(tx, { askedBy: visitor.residentId, residentId });
  return {
    name: reach.person.name,
    own: reach.audience === 'own',
    parts: await findAskable(tx, reach),
    chosen: draft ? draftWishes(draft).map((wish) => wish.field) : [],
  };
}

/**
 * Begins a request, or goes on with the one begun before: what was typed for fields that stay chosen
 * is kept.
 * @returns the request's id
 * @throws Refusal 'invalid' when nothing is chosen that may be asked for
 */
export async function chooseFields(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { residentId: string; columns: readonly string[] },
): Promise<string> {
  requireResident(visitor);
  const { residentId } = input;
  const reach = await getReach(tx, village, visitor, residentId);
  const askable = (await findAskable(tx, reach)).flatMap((part) => part.fields);
  const chosen = askable.filter(
    ({ column, waiting }) => !waiting && input.columns.includes(column),
  );
  if (chosen.length === 0)
    throw new Refusal('invalid', 'Pilih dulu data yang salah.', {
      isi: 'Pilih sedikitnya satu data yang salah.',
    });
  const draft = await findDraft(tx, { askedBy: visitor.residentId, residentId });
  const before = new Map(draft ? draftWishes(draft).map((wish) => [wish.field, wish]) : []);
  const wishes = JSON.stringify(
    chosen.map(
      ({ column }): DraftWish => before.get(column) ?? { field: column, typed: '', clear: false },
    ),
  );
  if (draft) {
    await updateCorrection(tx, draft.id, { wishes, created_at: now() });
    return draft.id;
  }
  return insertCorrection(tx, {
    village_id: village.id,
    resident_id: residentId,
    asked_by: visitor.residentId,
    wishes,
    state: 'draft',
    created_at: now(),
  });
}
