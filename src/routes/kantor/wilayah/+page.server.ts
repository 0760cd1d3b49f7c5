import { redirect } from '@sveltejs/kit';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import { may } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { addArea, type AreaNode, listAreaTree } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

const done: Record<string, string> = {
  tambah: 'Wilayah ditambahkan.',
  gabung: 'Wilayah digabungkan.',
  hapus: 'Wilayah dihapus.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { nodes, unplaced } = await withVillage(village.id, (tx) => listAreaTree(tx, visitor));
  return {
    unplaced,
    mayManage: visitor.kind === 'staff' && may(visitor.roles, 'areas.manage'),
    done: done[url.searchParams.get('selesai') ?? ''],
    nodes: nodes.map((node) => {
      const place = { dusun: node.hamlet, rw: node.rw, rt: node.rt };
      const filled = Object.fromEntries(Object.entries(place).filter(([, part]) => part));
      return {
        ...node,
        name: nameOf(node),
        people: node.men + node.women,
        since: node.leader?.since ? formatDateLong(node.leader.since) : '',
        query: String(new URLSearchParams(filled)),
      };
    }),
  };
};

/** A row on a phone stands alone: an RT names its RW. */
function nameOf({ level, hamlet, rw, rt }: AreaNode): string {
  if (level === 'hamlet') return hamlet;
  return level === 'rw' ? `RW ${rw}` : areaName({ hamlet: '', rw, rt });
}

export const actions: Actions = {
  tambah: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return act(form, async () => {
      const typed = { hamlet: text('dusun'), rw: text('rw'), rt: text('rt') };
      await withVillage(village.id, (tx) => addArea(tx, village.id, visitor, typed));
      redirect(303, '/kantor/wilayah?selesai=tambah');
    });
  },
};
