import { redirect } from '@sveltejs/kit';
import { aidVoiceKinds, aidVoiceStates } from '#lib/domain/aid-voice.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { answerVoice, openChat, openVoice } from '#lib/server/assistance/index.ts';
import { isChannelOpen } from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { findNames } from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { chatting } from '#lib/server/web/chatting.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const named = url.searchParams.get('warga');
  const chosen = named === null ? null : requireId(named);
  return withVillage(village.id, async (tx) => {
    const one = await openVoice(tx, village, visitor, id);
    return {
      done: url.searchParams.get('selesai'),
      id,
      kind: aidVoiceKinds[one.kind],
      proposal: one.kind === 'proposal',
      programme: one.programme,
      programmeId: one.programmeId,
      about: one.about,
      reason: one.reason,
      answer: one.answer,
      answeredAt: one.answeredAt && formatDateLong(one.answeredAt, village.timeZone),
      state: aidVoiceStates[one.state],
      waiting: one.state === 'waiting',
      at: formatDateLong(one.at, village.timeZone),
      due: formatDateLong(one.dueOn),
      overdue: one.overdue,
      asker: one.asker,
      subjectId: one.subjectId,
      recipientId: one.recipientId,
      wantsPerson: one.wantsPerson,
      bringsBack: one.bringsBack,
      mayAnswer: one.mayAnswer,
      own: one.own,
      chat: one.mayChat && !(await isChannelOpen(tx, 'whatsapp')),
      search,
      found: one.wantsPerson && one.mayAnswer ? await findPeople(tx, visitor, search) : undefined,
      chosen:
        chosen === null
          ? null
          : { id: chosen, name: (await findNames(tx, [chosen])).get(chosen) ?? '' },
    };
  });
};

export const actions: Actions = {
  jawab: async ({ request, locals: { village, visitor }, params, url }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    const named = url.searchParams.get('warga');
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        answerVoice(tx, village, visitor, {
          id,
          accept: form.get('putusan') === 'terima',
          answer: typedValues(form).jawaban ?? '',
          residentId: named === null ? null : requireId(named),
        }),
      );
      redirect(303, `/kantor/bantuan/usulan/${id}?selesai=dijawab`);
    });
  },
  /** Leads on to a WhatsApp chat with whoever asked. */
  kabari: chatting((tx, { village, visitor }, { id }) =>
    openChat(tx, village, visitor, requireId(id)),
  ),
};
