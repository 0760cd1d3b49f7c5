import { redirect } from '@sveltejs/kit';
import { channelOfSlug, channelWords } from '#lib/domain/channel.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { getChannelForm, saveChannel, switchPush, tryChannel } from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function channelIn({ params }: Pick<RequestEvent, 'params'>) {
  const channel = channelOfSlug(params.saluran);
  if (!channel) throw new Refusal('not-found', 'Saluran ini tidak ada.');
  return channel;
}

export const load: PageServerLoad = async (event) => {
  const { village, visitor } = event.locals;
  const channel = channelIn(event);
  const form = await withVillage(village.id, (tx) => getChannelForm(tx, visitor, channel));
  proofFirst(visitor, event.url);
  return {
    channel,
    name: channelWords[channel].name,
    saved: event.url.searchParams.has('disimpan'),
    ...form,
  };
};

export const actions: Actions = {
  simpan: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const { village, visitor } = event.locals;
      const channel = channelIn(event);
      const secret = form.get('sandi-email') ?? form.get('sandi-token');
      if (channel === 'push') await switchPush(village, visitor, form.has('nyala'));
      else await saveChannel(village, visitor, channel, typedValues(form), String(secret ?? ''));
      const { slug } = channelWords[channel];
      redirect(303, `/kantor/pengaturan/saluran/${slug}?disimpan=1`);
    });
  },
  coba: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const { village, visitor } = event.locals;
      const channel = channelIn(event);
      if (channel === 'push') throw new Refusal('not-found', 'Saluran ini tidak bisa dicoba.');
      const typed = typedValues(form);
      const tried = await tryChannel(village, visitor, channel, typed['alamat-coba'] ?? '');
      return { tried, message: '', errors: {}, values: typed };
    });
  },
};
