import { redirect } from '@sveltejs/kit';
import { letterGroups } from '#lib/domain/letter-type.ts';
import { may } from '#lib/domain/roles.ts';
import { listTypes, moveType, orderByUse, retireType } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const done: Record<string, string> = {
  urut: 'Urutan disimpan. Warga melihat surat menurut urutan ini.',
  henti: 'Jenis surat dihentikan. Permohonan yang sudah masuk tetap berjalan.',
  layani: 'Jenis surat dilayani lagi.',
  buang: 'Konsep jenis surat dihapus.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const types = await withVillage(village.id, (tx) => listTypes(tx, visitor, search));
  return {
    search,
    done: done[url.searchParams.get('selesai') ?? ''],
    mayPublish: visitor.kind === 'staff' && may(visitor.roles, 'letter-types.publish'),
    types: types.map((type) => ({ ...type, groupName: letterGroups[type.group] })),
  };
};

const arranging =
  (
    outcome: string,
    work: (
      tx: Parameters<typeof retireType>[0],
      locals: App.Locals,
      form: FormData,
    ) => Promise<void>,
  ) =>
  async ({ request, locals }: RequestEvent) => {
    const form = await request.formData();
    return act(form, async () => {
      await withVillage(locals.village.id, (tx) => work(tx, locals, form));
      const search = String(form.get('cari') ?? '');
      const kept = new URLSearchParams({ selesai: outcome, ...(search && { cari: search }) });
      redirect(303, `/kantor/surat/jenis?${kept}`);
    });
  };
const slugOf = (form: FormData) => String(form.get('jenis') ?? '');

export const actions: Actions = {
  pindah: arranging('urut', (tx, { village, visitor }, form) => {
    const to = form.get('ke');
    return moveType(tx, village.id, visitor, {
      slug: slugOf(form),
      to: to === 'atas' ? 'top' : to === 'naik' ? 'up' : 'down',
    });
  }),
  urutkan: arranging('urut', (tx, { village, visitor }) => orderByUse(tx, village.id, visitor)),
  henti: arranging('henti', (tx, { village, visitor }, form) =>
    retireType(tx, village.id, visitor, { slug: slugOf(form), retired: true }),
  ),
  layani: arranging('layani', (tx, { village, visitor }, form) =>
    retireType(tx, village.id, visitor, { slug: slugOf(form), retired: false }),
  ),
};
