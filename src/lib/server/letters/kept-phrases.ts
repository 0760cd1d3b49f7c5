import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { deletePhrase, findPhrases, insertPhrase, type PhraseKind } from './phrase-store.ts';

export interface KeptPhrase {
  id: string;
  text: string;
}

/** The sentences that officers keep for requests and voices. */
export async function listPhrases(
  tx: VillageTx,
  visitor: Visitor,
): Promise<Record<PhraseKind, KeptPhrase[]>> {
  requireOfficer(visitor, 'village.settings');
  return {
    return: await findPhrases(tx, 'return'),
    reject: await findPhrases(tx, 'reject'),
    voice: await findPhrases(tx, 'voice'),
  };
}

/**
 * Keeps a sentence for the next time.
 * @throws Refusal 'invalid' when it is too short, too long, or kept already
 */
export async function addPhrase(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { kind: PhraseKind; text: string },
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const text = typedText(input.text);
  const refuse = (message: string) => new Refusal('invalid', message, { kalimat: message });
  if (text.length < 10 || text.length > 600)
    throw refuse('Tulis satu kalimat lengkap, 10 sampai 600 huruf.');
  if (!(await insertPhrase(tx, villageId, input.kind, text)))
    throw refuse('Kalimat ini sudah tersimpan.');
  await recordEvent(tx, villageId, visitor, { action: 'letters.add-phrase', details: { text } });
}

/** Forgets a kept sentence; what was written with it stays. */
export async function removePhrase(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  phraseId: string,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const text = await deletePhrase(tx, phraseId);
  if (text === undefined) return;
  await recordEvent(tx, villageId, visitor, { action: 'letters.remove-phrase', details: { text } });
}
