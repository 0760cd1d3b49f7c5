import { requireResident } from '#lib/domain/authority.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { updateCorrection } from './correction-store.ts';
import { judgeDraft, type DraftCorrection } from './draft-correction.ts';
import { getEditable } from './own-correction.ts';
import { draftWishes } from './wishes.ts';

/** Longest text kept of one field, and of the note. */
const longest = 300;
const longestNote = 600;

/** A draft as its pages show it, with what is still wrong in it. */
export async function readDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<DraftCorrection & { note: string; residentId: string }> {
  requireResident(visitor);
  const row = await getEditable(tx, visitor, id);
  const draft = await judgeDraft(tx, village, visitor, row);
  return { ...draft, note: row.note, residentId: row.resident_id };
}

/** Keeps what was typed as it is, right or wrong: it is judged before it is sent. */
export async function keepWishes(
  tx: VillageTx,
  visitor: Visitor,
  input: {
    id: string;
    /** By column: what the control gave. */
    typed: Readonly<Record<string, string>>;
    /** Columns whose fact should be taken away. */
    clear: readonly string[];
    note: string;
  },
): Promise<void> {
  const row = await getEditable(tx, visitor, input.id);
  const wishes = draftWishes(row).map((wish) => ({
    ...wish,
    typed: (input.typed[wish.field] ?? wish.typed).slice(0, longest),
    clear: input.clear.includes(wish.field),
  }));
  await updateCorrection(tx, row.id, {
    wishes: JSON.stringify(wishes),
    note: typedText(input.note).slice(0, longestNote),
    created_at: now(),
  });
}
