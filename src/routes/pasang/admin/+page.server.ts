import { error, redirect } from '@sveltejs/kit';
import { villageKinds } from '#lib/domain/village-kinds.ts';
import { callerOf } from '#lib/server/access/index.ts';
import { setUp } from '#lib/server/set-up.ts';
import { findRegion } from '#lib/server/villages/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.village) redirect(303, '/');
  const region = await findRegion(url.searchParams.get('desa') ?? '');
  if (!region) redirect(303, '/pasang');
  return { region, kinds: villageKinds.map((kind) => ({ value: kind, label: kind })) };
};

export const actions: Actions = {
  default: async (event) => {
    if (event.locals.village) error(404);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return act(form, async () => {
      await setUp(callerOf(event), {
        token: text('pasang'),
        region: event.url.searchParams.get('desa') ?? '',
        kind: text('sebutan'),
        name: text('nama'),
        username: text('nama-pengguna'),
        password: text('sandi'),
        repeated: text('ulangi-sandi'),
      });
      redirect(303, '/kantor/masuk/daftar-kode');
    });
  },
};
