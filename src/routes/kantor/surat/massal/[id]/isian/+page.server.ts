import { fail, redirect } from '@sveltejs/kit';
import { commonForm } from '#lib/domain/letter-batch.ts';
import { answerBatch } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { typedAnswers } from '#lib/server/web/letter-form.ts';
import { openDraft } from '../../open-draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const batch = await openDraft(event);
  return {
    id: batch.id,
    name: batch.name,
    type: { name: batch.type.name, fields: commonForm(batch.type).fields },
    answers: batch.answers,
    requirements: batch.requirements,
    again: batch.again,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { village, visitor } = event.locals;
    return act(form, async () => {
      const batch = await openDraft(event);
      const errors = await withVillage(village.id, (tx) =>
        answerBatch(tx, village, visitor, {
          batchId: batch.id,
          typed: typedAnswers(form, commonForm(batch.type)),
          seen: form.getAll('dilihat').map(String),
          again: form.has('lagi'),
        }),
      );
      if (Object.keys(errors).length)
        return fail(400, { errors, message: 'Ada isian yang perlu diperbaiki.', values: {} });
      redirect(303, `/kantor/surat/massal/${batch.id}${batch.counts.all ? '' : '/warga'}`);
    });
  },
};
