import { redirect } from '@sveltejs/kit';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { voiceCategories } from '#lib/domain/voice-words.ts';
import { bringComplaint, openOldComplaint } from '#lib/server/bring-complaints.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { voiceChoices } from '#lib/server/voices/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { voiceFormOf } from '#lib/server/web/voice-form.ts';
import type { Actions, PageServerLoad } from './$types';

const day = (onDate: string | null) => (onDate ? formatDateLong(onDate) : '');

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  return withVillage(village.id, async (tx) => {
    const complaint = await openOldComplaint(tx, village.id, visitor, id);
    const mayGoOn =
      visitor.kind === 'staff' &&
      may(visitor.roles, 'voices.verify') &&
      complaint.stage !== 'Selesai' &&
      !complaint.reference;
    return {
      complaint: {
        ...complaint,
        on: day(complaint.onDate),
        replies: complaint.replies.map((reply) => ({ ...reply, on: day(reply.onDate) })),
      },
      officials: mayGoOn ? (await voiceChoices(tx, village)).officials : undefined,
      categories: Object.entries(voiceCategories).map(([value, label]) => ({ value, label })),
    };
  });
};

export const actions: Actions = {
  /** It goes on as a voice of ours. */
  lanjutkan: async ({ request, params, locals: { village, visitor } }) => {
    const form = await voiceFormOf(request);
    return act(form, async () => {
      const typed = typedValues(form);
      const reference = await withVillage(village.id, (tx) =>
        bringComplaint(tx, village, visitor, { id: requireId(params.id), typed }),
      );
      redirect(303, `/kantor/pengaduan/${reference}?selesai=lanjutkan`);
    });
  },
};
