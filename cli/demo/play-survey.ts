import { elementKeys } from '../../src/lib/domain/survey.ts';
import type { ResidentVisitor } from '../../src/lib/domain/visitor.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { answerSurvey, findOwnSurvey } from '../../src/lib/server/surveys/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const suggestions = [
  'Semoga kantor desa buka juga hari Sabtu.',
  '',
  'Petugasnya ramah, terima kasih.',
  '',
  '',
  'Tolong tanda penunjuk ke loket diperbesar.',
];

/** Applicants judge their finished letters, most of them content, some with the waiting. */
export async function playSurvey(
  village: VillageContext,
  visitorOf: (residentId: string) => ResidentVisitor,
): Promise<void> {
  const requests = await withVillage(village.id, (tx) =>
    tx
      .selectFrom('letter_request')
      .select(['reference', 'applicant_id'])
      .where('status', '=', 'approved')
      .where('reference', 'is not', null)
      .where('applicant_id', 'is not', null)
      .orderBy('reference')
      .execute(),
  );
  let turn = 0;
  for (const { reference, applicant_id } of requests) {
    const visitor = visitorOf(applicant_id!);
    await withVillage(village.id, async (tx) => {
      const survey = await findOwnSurvey(tx, village, visitor, reference!);
      // One in four does not take the time.
      if (!survey || turn++ % 4 === 3) return;
      const scores = elementKeys.map((key, i) => {
        const score = key === 'cost' ? 4 : (turn * 7 + i * 3) % 5 === 0 ? 3 : 4;
        return [key, String(key === 'time' && turn % 5 === 0 ? 2 : score)];
      });
      const typed = {
        ...Object.fromEntries(scores),
        saran: suggestions[turn % suggestions.length]!,
      };
      await answerSurvey(tx, village, visitor, { reference: reference!, typed });
    });
  }
}
