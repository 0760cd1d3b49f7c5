import { redirect } from '@sveltejs/kit';
import { requireResident } from '#lib/domain/authority.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { joinVoice, openPublicVoice } from '#lib/server/voices/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireTicket } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  requireResident(visitor);
  const reference = requireTicket(params.tiket);
  const { voice } = await readVillage(village.id, (tx) => openPublicVoice(tx, reference));
  return { reference, title: voice.title };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const reference = requireTicket(params.tiket);
      await withVillage(village.id, (tx) => joinVoice(tx, village.id, visitor, reference));
      redirect(303, '/layanan-mandiri/aspirasi?didukung');
    });
  },
};
