import { redirect } from '@sveltejs/kit';
import { serviceStandard } from '#lib/domain/service-standard.ts';
import {
  discardDraft,
  followShipped,
  keepOwnText,
  publishType,
} from '#lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { loadType } from '../type-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const done: Record<string, string> = {
  terbit: 'Diterbitkan. Permohonan baru memakai versi ini; yang sudah masuk tetap seperti semula.',
  buang: 'Perubahan dibuang.',
  bawaan: 'Kembali ke teks bawaan.',
  tetap: 'Teks milik desa dipertahankan.',
};

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  const { type } = opened;
  return {
    head,
    done: done[event.url.searchParams.get('selesai') ?? ''],
    shippedNews: opened.shippedNews,
    about: {
      purpose: type.purpose,
      questions: type.fields.length,
      requirements: type.requirements.length,
      signature: type.signature,
      time: serviceStandard(type).time,
    },
  };
};

const doing =
  (outcome: string, work: (tx: VillageTx, event: RequestEvent, note: string) => Promise<void>) =>
  async (event: RequestEvent) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const { village } = event.locals;
      const note = String(form.get('catatan') ?? '');
      await withVillage(village.id, (tx) => work(tx, event, note));
      redirect(303, `/kantor/surat/jenis/${event.params.slug}?selesai=${outcome}`);
    });
  };

export const actions: Actions = {
  terbitkan: doing('terbit', (tx, { locals: { village, visitor }, params: { slug } }, note) =>
    publishType(tx, village.id, visitor, { slug, note }),
  ),
  bawaan: doing('bawaan', (tx, { locals: { village, visitor }, params: { slug } }) =>
    followShipped(tx, village.id, visitor, slug),
  ),
  tetap: doing('tetap', (tx, { locals: { village, visitor }, params: { slug } }) =>
    keepOwnText(tx, village.id, visitor, slug),
  ),
  buang: async ({ request, locals: { village, visitor }, params: { slug } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const { gone } = await withVillage(village.id, (tx) =>
        discardDraft(tx, village.id, visitor, slug),
      );
      redirect(303, `/kantor/surat/jenis${gone ? '' : `/${slug}`}?selesai=buang`);
    });
  },
};
