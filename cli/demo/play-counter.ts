import { exampleAnswers } from '../../src/lib/domain/letter-examples.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  fileAtCounter,
  openCounterDraft,
  saveDraft,
  startAtCounter,
} from '../../src/lib/server/letters/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import type { DemoStory } from './demo-requests.ts';

/**
 * Takes a request down at the counter, for a resident who came in.
 * @returns the draft's id
 */
export const takeDown = (
  village: VillageContext,
  operator: StaffVisitor,
  applicantId: string,
  { slug, answers }: DemoStory,
): Promise<string> =>
  withVillage(village.id, async (tx) => {
    const id = await startAtCounter(tx, village, operator, { slug, applicantId });
    const { type } = await openCounterDraft(tx, village, operator, id);
    await saveDraft(tx, operator, id, { ...exampleAnswers(type, true), ...answers });
    return id;
  });

/** Files it, all papers seen. */
export const fileTakenDown = (
  village: VillageContext,
  operator: StaffVisitor,
  requestId: string,
  origin: string,
): Promise<void> =>
  withVillage(village.id, async (tx) => {
    const { requirements } = await openCounterDraft(tx, village, operator, requestId);
    const seen = requirements.map(({ key }) => key);
    await fileAtCounter(tx, village, operator, { requestId, seen, origin });
  });
