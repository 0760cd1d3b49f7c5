import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  listBatches,
  listPlaces,
  prepareBatch,
  type BatchChoice,
} from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = Number(url.searchParams.get('halaman')) || 1;
  return withVillage(village.id, async (tx) => {
    const { lines, ...pages } = await listBatches(tx, visitor, asked);
    return {
      ...pages,
      batches: lines.map((line) => ({
        ...line,
        createdAt: formatDateTime(line.createdAt, village.timeZone),
      })),
      places: (await listPlaces(tx, visitor)).map(({ words }) => words),
    };
  });
};

/** Puts together whom the form names, and leads to what it would do. */
async function prepare(
  { locals, request }: RequestEvent,
  choose: (form: FormData, tx: Parameters<typeof listPlaces>[0]) => Promise<BatchChoice>,
) {
  const form = await request.formData();
  return act(form, async () => {
    const { village, visitor } = locals;
    const id = await withVillage(village.id, async (tx) =>
      prepareBatch(tx, village, visitor, await choose(form, tx)),
    );
    redirect(303, `/kantor/pin/${id}`);
  });
}

export const actions: Actions = {
  wilayah: (event) =>
    prepare(event, async (form, tx) => {
      const words = form.get('wilayah');
      const place = (await listPlaces(tx, event.locals.visitor)).find((p) => p.words === words);
      if (!place) {
        const message = 'Pilih dusun, RW, atau RT.';
        throw new Refusal('invalid', message, { wilayah: message });
      }
      return { kind: 'place', place };
    }),
  daftar: (event) =>
    prepare(event, async (form) => ({
      kind: 'niks',
      pasted: String(form.get('daftar-nik') ?? ''),
    })),
  semua: (event) => prepare(event, async () => ({ kind: 'everyone' })),
  pilihan: (event) =>
    prepare(event, async (form) => ({
      kind: 'residents',
      ids: form.getAll('warga').map(String),
    })),
};
