import { redirect } from '@sveltejs/kit';
import { askForPin, callerOf, newFormToken } from '#lib/server/access/index.ts';
import { officeNow } from '#lib/server/villages/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village }, url }) => {
  return {
    sent: url.searchParams.has('terkirim'),
    office: officeNow(village).text,
    formKey: crypto.randomUUID(),
    opened: newFormToken(village.id),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return act(form, async () => {
      const picture = form.get('foto');
      await askForPin(callerOf(event), {
        name: text('nama'),
        nik: text('nik'),
        phone: text('telepon'),
        picture: picture instanceof File ? picture : undefined,
        key: text('kunci'),
        opened: text('dibuka'),
        trap: text('situs'),
      });
      redirect(303, '/layanan-mandiri/minta-pin?terkirim');
    });
  },
};
