import { redirect } from '@sveltejs/kit';
import { channelOfSlug, channelWords, isTypedChannel } from '#lib/domain/channel.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  askForCode,
  checkTelegram,
  confirmCode,
  findOwnStart,
  findPushKey,
  forgetCode,
  listOwnContacts,
  startTelegram,
  subscribeDevice,
} from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const base = '/layanan-mandiri/akun/pemberitahuan';

function channelIn({ params }: Pick<RequestEvent, 'params'>) {
  const channel = channelOfSlug(params.saluran);
  if (!channel) throw new Refusal('not-found', 'Saluran ini tidak ada.');
  return channel;
}

function typedChannelIn(event: Pick<RequestEvent, 'params'>) {
  const channel = channelIn(event);
  if (!isTypedChannel(channel)) throw new Refusal('not-found', 'Saluran ini tidak ada.');
  return channel;
}

export const load: PageServerLoad = async (event) => {
  const { village, visitor } = event.locals;
  const channel = channelIn(event);
  return withVillage(village.id, async (tx) => {
    const { open } = await listOwnContacts(tx, village, visitor);
    if (!open.includes(channel))
      throw new Refusal(
        'not-found',
        `${channelWords[channel].name} sedang tidak dipakai kantor desa.`,
      );
    return {
      channel,
      name: channelWords[channel].name,
      addressWords: channelWords[channel].address,
      start: await findOwnStart(tx, village, visitor, channel),
      pushKey: channel === 'push' ? await findPushKey(tx) : null,
      unheard: event.url.searchParams.has('belum'),
    };
  });
};

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const acting =
  (work: (event: RequestEvent, form: FormData) => Promise<string>) =>
  async (event: RequestEvent) => {
    const form = await event.request.formData();
    return act(form, async () => redirect(303, await work(event, form)));
  };

const here = (event: RequestEvent) => `${base}/${channelWords[channelIn(event)].slug}`;
const added = `${base}?selesai=tambah`;

export const actions: Actions = {
  kirim: acting(async (event, form) => {
    const { village, visitor } = event.locals;
    await askForCode(village, visitor, typedChannelIn(event), text(form, 'alamat'));
    return here(event);
  }),
  cocokkan: acting(async (event, form) => {
    const { village, visitor } = event.locals;
    await confirmCode(village, visitor, typedChannelIn(event), text(form, 'kode'));
    return added;
  }),
  ganti: acting(async (event) => {
    const { village, visitor } = event.locals;
    await withVillage(village.id, (tx) => forgetCode(tx, visitor, typedChannelIn(event)));
    return here(event);
  }),
  telegram: acting((event) => startTelegram(event.locals.village, event.locals.visitor)),
  periksa: acting(async (event) => {
    const { village, visitor } = event.locals;
    return (await checkTelegram(village, visitor)) ? added : `${here(event)}?belum=1`;
  }),
  perangkat: acting(async (event, form) => {
    const { village, visitor } = event.locals;
    const given = {
      endpoint: text(form, 'tujuan'),
      p256dh: text(form, 'kunci'),
      auth: text(form, 'rahasia'),
    };
    const agent = event.request.headers.get('user-agent') ?? '';
    await withVillage(village.id, (tx) => subscribeDevice(tx, village, visitor, given, agent));
    return added;
  }),
};
