import { channelWords } from '#lib/domain/channel.ts';
import { listChannelSettings, saveSending } from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

const address = '/kantor/pengaturan/saluran';
const about = {
  email: 'Lewat peladen email (SMTP) desa.',
  whatsapp: 'Lewat WhatsApp Cloud API milik Meta.',
  telegram: 'Lewat bot Telegram desa.',
  push: 'Langsung ke HP yang mengizinkan.',
} as const;

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const found = await withVillage(village.id, (tx) => listChannelSettings(tx, visitor));
  return {
    saved: url.searchParams.has('disimpan'),
    channels: found.map(({ channel, state }) => ({
      name: channelWords[channel].name,
      about: about[channel],
      href: `${address}/${channelWords[channel].slug}`,
      state,
    })),
    values: {
      'tenang-dari': village.quietFrom.replace(':', '.'),
      'tenang-sampai': village.quietTo.replace(':', '.'),
      'alamat-situs': village.publicOrigin || url.origin,
    },
    /** Nobody has said yet where the texts lead. */
    noOrigin: !village.publicOrigin,
  };
};

export const actions: Actions = {
  simpan: saving(address, ({ village, visitor }, typed) => saveSending(village, visitor, typed)),
};
