import { redirect } from '@sveltejs/kit';
import { channelWords } from '#lib/domain/channel.ts';
import { listOwnContacts, removeContact, switchContact } from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const address = '/layanan-mandiri/akun/pemberitahuan';

const done: Record<string, string> = {
  tambah: 'Sudah dipastikan. Mulai sekarang Anda juga dikabari lewat sini.',
  nyala: 'Dinyalakan.',
  mati: 'Dimatikan. Anda tetap bisa membaca semuanya di halaman Pemberitahuan.',
  hapus: 'Dihapus.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { open, contacts } = await withVillage(village.id, (tx) =>
    listOwnContacts(tx, village, visitor),
  );
  const own = (channel: (typeof open)[number]) => contacts.filter((c) => c.channel === channel);
  // What the office has switched off is shown to whoever has an address there, to be removed.
  const shown = open.concat(
    contacts.map(({ channel }) => channel).filter((channel) => !open.includes(channel)),
  );
  return {
    channels: [...new Set(shown)].map((channel) => ({
      name: channelWords[channel].name,
      href: `${address}/${channelWords[channel].slug}`,
      open: open.includes(channel),
      several: channel === 'push',
      contacts: own(channel).map(({ id, what, on, trouble }) => ({ id, what, on, trouble })),
    })),
    quiet:
      village.quietFrom === village.quietTo
        ? null
        : `${village.quietFrom.replace(':', '.')}–${village.quietTo.replace(':', '.')}`,
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const [what, id] = String(form.get('apa') ?? '').split(':');
      const contact = requireId(id ?? '');
      await withVillage(village.id, (tx) =>
        what === 'hapus'
          ? removeContact(tx, village, visitor, contact)
          : switchContact(tx, village, visitor, { id: contact, on: what === 'nyala' }),
      );
      redirect(303, `${address}?selesai=${what === 'hapus' || what === 'nyala' ? what : 'mati'}`);
    });
  },
};
