import { redirect } from '@sveltejs/kit';
import { aidVoiceKinds, aidVoiceStates } from '#lib/domain/aid-voice.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { openOwnVoice, withdrawVoice } from '#lib/server/assistance/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const one = await readVillage(village.id, (tx) => openOwnVoice(tx, village, visitor, id));
  return {
    id,
    sent: url.searchParams.has('terkirim'),
    kind: aidVoiceKinds[one.kind],
    programme: one.programme,
    about: one.about,
    reason: one.reason,
    answer: one.answer,
    state: aidVoiceStates[one.state],
    waiting: one.state === 'waiting',
    refusedProposal: one.kind === 'proposal' && one.state === 'refused',
    at: formatDateLong(one.at, village.timeZone),
    due: formatDateLong(one.dueOn),
    answeredAt: one.answeredAt && formatDateLong(one.answeredAt, village.timeZone),
  };
};

export const actions: Actions = {
  batal: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) => withdrawVoice(tx, village, visitor, id));
      redirect(303, '/layanan-mandiri/bantuan-sosial');
    });
  },
};
