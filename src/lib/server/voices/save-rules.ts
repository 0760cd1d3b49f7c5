import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { changeProfile, refreshVillages, type VillageContext } from '#lib/server/villages/index.ts';

const bounds = {
  periksa: [1, 10],
  jawab: [1, 60],
  tanggap: [3, 60],
  buka: [3, 90],
} as const;

/**
 * How many days the village allows for each step of a voice; voices that are under way keep theirs.
 * @throws Refusal 'forbidden', 'invalid' by field
 */
export async function saveVoiceRules(
  village: VillageContext,
  visitor: Visitor,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const faults: Record<string, string> = {};
  const read = (name: keyof typeof bounds): number => {
    const written = (typed[name] ?? '').trim();
    const [least, most] = bounds[name];
    const days = /^\d{1,2}$/.test(written) ? Number(written) : 0;
    if (days < least || days > most) faults[name] = `Isi angka antara ${least} dan ${most} hari.`;
    return days;
  };
  const change = {
    voiceVerifyDays: read('periksa'),
    voiceAnswerDays: read('jawab'),
    voiceReplyDays: read('tanggap'),
    voiceReopenDays: read('buka'),
  };
  const message = Object.values(faults)[0];
  if (message) throw new Refusal('invalid', message, faults);
  await withVillage(village.id, (tx) => changeProfile(tx, village.id, visitor, change));
  refreshVillages();
}
