import { readLookForm, type TypedLook } from '#lib/domain/letter-look-form.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { letterInput } from './letter-input.ts';
import { requireOfficer } from './policy.ts';
import { composeLetter, usualLetterhead } from './rendering/compose-letter.ts';
import { renderLetterPreview } from './rendering/render-letter.ts';
import { sampleFacts } from './rendering/sample-facts.ts';
import { today } from './request-context.ts';
import { letterTypes } from './types/village-types.ts';
import { loadRoster, nobody, penToday } from './signers/roster.ts';

/**
 * A letter of this village about an invented person, as it would look: SVG text.
 * @param typed the look as a form has it; without it the village's own
 */
export async function drawLook(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed?: TypedLook,
): Promise<string> {
  requireOfficer(visitor, 'village.settings');
  const [type] = (await letterTypes(tx)).values();
  if (!type) throw new Refusal('not-found', 'Belum ada jenis surat.');
  const form = typed && readLookForm(typed);
  const dressed = form ? { ...village, letterLook: form.look, paper: form.paper } : village;
  const { subject, answers } = sampleFacts(type, undefined, village);
  const input = await letterInput(tx, dressed, {
    type,
    subject,
    answers,
    signatory: penToday(await loadRoster(tx, village), village) ?? {
      ...nobody,
      name: 'Nama Kepala Desa',
      employeeNo: 'NIP …',
      posts: { position: `Kepala ${village.kind}` },
    },
    number: '(nomor surat)',
    date: today(village),
    approval: null,
    now: now(),
  });
  return renderLetterPreview(composeLetter(input)).svg;
}

/** The lines of the letterhead where the village writes none of its own. */
export const usualLines = (village: VillageContext) => usualLetterhead(village, village);
