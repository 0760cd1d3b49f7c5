import { redirect } from '@sveltejs/kit';
import { formatDateFull, formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  answerIntroduction,
  openLedRequest,
  type IntroductionAnswer,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const request = await withVillage(village.id, (tx) =>
    openLedRequest(tx, village, visitor, requireId(params.id)),
  );
  return {
    ...request,
    dueOn: formatDateFull(request.dueOn),
    sentAt: request.sentAt && formatDateLong(request.sentAt, village.timeZone),
  };
};

const answers: Record<string, IntroductionAnswer> = {
  ya: 'confirm',
  tidak: 'decline',
  bukan: 'disown',
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const requestId = requireId(params.id);
      const answer = answers[String(form.get('jawaban'))];
      if (!answer) {
        // Whoever may not open it does not learn that it is there.
        await withVillage(village.id, (tx) => openLedRequest(tx, village, visitor, requestId));
        throw new Refusal('invalid', 'Pilih jawaban Anda.', { jawaban: 'Pilih jawaban Anda.' });
      }
      const reason = String(form.get('alasan') ?? '');
      await withVillage(village.id, (tx) =>
        answerIntroduction(tx, village, visitor, { requestId, answer, reason }),
      );
      redirect(303, `/layanan-mandiri/pengantar?selesai=${answer}`);
    });
  },
};
