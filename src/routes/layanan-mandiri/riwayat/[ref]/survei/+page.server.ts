import { redirect } from '@sveltejs/kit';
import { surveyElements } from '#lib/domain/survey.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { answerSurvey, findOwnSurvey } from '#lib/server/surveys/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireReference } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const reference = requireReference(params.ref);
  const survey = await withVillage(village.id, (tx) =>
    findOwnSurvey(tx, village, visitor, reference),
  );
  return {
    reference,
    service: survey?.service,
    state: !survey ? 'unfinished' : survey.answered ? 'answered' : 'open',
    questions: surveyElements.map(({ key, question, answers }, i) => ({
      key,
      label: `${i + 1}. ${question}`,
      // The best answer first: it is the likeliest, and a thumb reaches it first.
      options: answers.map((label, score) => ({ value: String(score + 1), label })).reverse(),
    })),
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const reference = requireReference(params.ref);
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      await withVillage(village.id, (tx) =>
        answerSurvey(tx, village, visitor, { reference, typed }),
      );
      redirect(303, `/layanan-mandiri/riwayat/${reference}?dinilai`);
    });
  },
};
