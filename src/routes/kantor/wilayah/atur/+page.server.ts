import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { areaName, UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  listAreaOptions,
  listAreaTree,
  mergeArea,
  removeArea,
  renameArea,
  setAreaLeader,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

interface Place {
  hamlet: string;
  rw: string;
  rt: string;
}

function placeOf(url: URL): Place {
  const part = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 100);
  return { hamlet: part('dusun'), rw: part('rw'), rt: part('rt') };
}

const queryOf = ({ hamlet, rw, rt }: Place) =>
  new URLSearchParams({ dusun: hamlet, ...(rw && { rw }), ...(rt && { rt }) });

const done: Record<string, string> = {
  ganti: 'Nama diganti. Warga dan keluarganya ikut.',
  pemimpin: 'Pemimpin wilayah disimpan.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'areas.manage');
  const place = placeOf(url);
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const search = asked('cari');
  const chosen = asked('warga') ? requireId(asked('warga')) : undefined;
  const { tree, options, people } = await withVillage(village.id, async (tx) => ({
    tree: await listAreaTree(tx, visitor),
    options: await listAreaOptions(tx, visitor),
    people: await findPeople(tx, visitor, search),
  }));
  const node = tree.nodes.find(
    (one) => one.hamlet === place.hamlet && one.rw === place.rw && one.rt === place.rt,
  );
  if (!node) error(404, 'Wilayah ini tidak ada. Mungkin baru saja diubah.');
  const keep = Object.fromEntries(queryOf(place));
  return {
    node,
    title: areaName({ ...place, rw: place.rw || UNDIVIDED, rt: place.rt || UNDIVIDED }),
    part: { hamlet: 'dusun', rw: 'RW', rt: 'RT' }[node.level],
    current: { hamlet: node.hamlet, rw: node.rw, rt: node.rt }[node.level],
    leads: { hamlet: 'Kepala dusun', rw: 'Ketua RW', rt: 'Ketua RT' }[node.level],
    people: node.men + node.women,
    options,
    search,
    found: people,
    chosen: chosen && { id: chosen, name: asked('nama') },
    keep,
    query: String(queryOf(place)),
    done: done[asked('selesai')],
  };
};

async function managing(
  event: RequestEvent,
  work: (tx: VillageTx, place: Place, form: FormData) => Promise<string>,
) {
  const form = await event.request.formData();
  return act(form, async () => {
    const { village } = event.locals;
    redirect(303, await withVillage(village.id, (tx) => work(tx, placeOf(event.url), form)));
  });
}

const back = (place: Place, said: string) =>
  `/kantor/wilayah/atur?${queryOf(place)}&selesai=${said}`;
const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
  ganti: (event) =>
    managing(event, async (tx, place, form) => {
      const { village, visitor } = event.locals;
      return back(await renameArea(tx, village.id, visitor, place, text(form, 'nama')), 'ganti');
    }),
  pemimpin: (event) =>
    managing(event, async (tx, place, form) => {
      const { village, visitor } = event.locals;
      const residentId = text(form, 'orang');
      await setAreaLeader(tx, village.id, visitor, place, {
        residentId: residentId ? requireId(residentId) : undefined,
        name: text(form, 'pemimpin'),
        since: text(form, 'sejak'),
      });
      return back(place, 'pemimpin');
    }),
  gabung: (event) =>
    managing(event, async (tx, place, form) => {
      const { village, visitor } = event.locals;
      await mergeArea(tx, village.id, visitor, place, text(form, 'ke'));
      return '/kantor/wilayah?selesai=gabung';
    }),
  hapus: (event) =>
    managing(event, async (tx, place) => {
      const { village, visitor } = event.locals;
      await removeArea(tx, village.id, visitor, place);
      return '/kantor/wilayah?selesai=hapus';
    }),
};
