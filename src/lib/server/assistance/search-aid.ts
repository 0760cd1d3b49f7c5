import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findProgrammes } from './programme-store.ts';
import { countRecipients, findRecipients } from './recipient-store.ts';
import { describeLine, type RecipientLine } from './recipient-view.ts';

/** Fewer digits are a part of too many cards. */
const fewestDigits = 4;

/** What an officer's words find of social aid. */
export interface FoundAid {
  programmes: { id: string; name: string; closed: boolean }[];
  recipients: RecipientLine[];
  /** How many recipients there are with such a card. */
  total: number;
}

/**
 * Programmes by name, recipients by the number of their card and by nothing else: who receives what is not
 * found by searching for a name. Whom it shows is recorded, as if each had been opened.
 * @throws Refusal 'forbidden'
 */
export async function searchAid(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { search, limit }: { search: string; limit: number },
): Promise<FoundAid> {
  requireOfficer(visitor, 'aid.read');
  const words = search.toLowerCase();
  const programmes = (await findProgrammes(tx))
    .filter(({ name }) => name.toLowerCase().includes(words))
    .slice(0, limit);
  const digits = search.replace(/\D/g, '');
  const card = { card: search };
  const rows =
    digits.length >= fewestDigits ? await findRecipients(tx, card, { limit, offset: 0 }) : [];
  await recordEvents(
    tx,
    village.id,
    visitor,
    rows.map((row) => ({
      action: 'aid.find-recipient',
      subjectKind: 'aid-recipient',
      subjectId: row.id,
      residentId: row.resident_id,
      details: { programme: row.programme_name },
    })),
  );
  return {
    programmes: programmes.map(({ id, name, closed }) => ({ id, name, closed })),
    recipients: rows.map(describeLine),
    total: rows.length < limit ? rows.length : await countRecipients(tx, card),
  };
}
