import { redirect, type RequestEvent } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  addHousemates,
  changeHousehold,
  findFamily,
  openHousehold,
  removeHousemate,
  setHouseholdHead,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { typedHousehold } from '#lib/server/web/household-form.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const done: Record<string, string> = {
  baru: 'Rumah tangga dibuat.',
  ubah: 'Data rumah tangga disimpan.',
  tambah: 'Anggota ditambahkan.',
  keluarkan: 'Anggota dikeluarkan dari rumah tangga ini.',
  kepala: 'Kepala rumah tangga disimpan.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const mayEdit = visitor.kind === 'staff' && may(visitor.roles, 'residents.edit');
  return withVillage(village.id, async (tx) => {
    const household = await openHousehold(tx, visitor, id);
    const inside = new Set(household.members.map((member) => member.id));
    const chosen = mayEdit && asked('warga') ? requireId(asked('warga')) : undefined;
    return {
      household: {
        ...household,
        members: household.members.map((member) => ({
          ...member,
          birthDate: member.birthDate ? formatDateLong(member.birthDate) : '',
        })),
        registeredOn: household.registeredOn && formatDateLong(household.registeredOn),
      },
      mayEdit,
      search: asked('cari'),
      people: mayEdit ? await findPeople(tx, visitor, asked('cari')) : undefined,
      joining: chosen
        ? (await findFamily(tx, chosen))
            .filter((person) => !inside.has(person.id))
            .map(({ id: one, name }) => ({ id: one, name, chosen: one === chosen }))
        : undefined,
      done: done[asked('selesai')],
    };
  });
};

async function changing(
  event: RequestEvent,
  said: string,
  work: (tx: VillageTx, id: string, form: FormData) => Promise<void>,
) {
  const form = await event.request.formData();
  const { village, visitor } = event.locals;
  return act(form, async () => {
    requireOfficer(visitor, 'residents.edit');
    const id = requireId(event.params.id);
    await withVillage(village.id, (tx) => work(tx, id, form));
    redirect(303, `/kantor/rumah-tangga/${id}?selesai=${said}`);
  });
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
  ubah: (event) =>
    changing(event, 'ubah', (tx, id, form) => {
      const { village, visitor } = event.locals;
      return changeHousehold(tx, village, visitor, id, typedHousehold(form));
    }),
  tambah: (event) =>
    changing(event, 'tambah', (tx, id, form) => {
      const { village, visitor } = event.locals;
      const people = form.getAll('anggota').map((one) => requireId(String(one)));
      return addHousemates(tx, village, visitor, id, people);
    }),
  keluarkan: (event) =>
    changing(event, 'keluarkan', (tx, id, form) => {
      const { village, visitor } = event.locals;
      return removeHousemate(tx, village, visitor, id, requireId(text(form, 'orang')));
    }),
  kepala: (event) =>
    changing(event, 'kepala', (tx, id, form) => {
      const { village, visitor } = event.locals;
      return setHouseholdHead(tx, village, visitor, id, text(form, 'kepala'));
    }),
};
