import { redirect } from '@sveltejs/kit';
import { withVillage } from '#lib/server/platform/index.ts';
import { chooseFields, readFieldChoice } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { tickedColumns } from '#lib/server/web/correction-form.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { requireResident } from '#lib/domain/authority.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Whose record: the visitor's own unless the address names somebody. */
function about({ url, locals: { visitor } }: Pick<RequestEvent, 'url' | 'locals'>): string {
  requireResident(visitor);
  const named = url.searchParams.get('untuk');
  return named === null ? visitor.residentId : requireId(named);
}

export const load: PageServerLoad = async (event) => {
  const { village, visitor } = event.locals;
  const residentId = about(event);
  const choice = await withVillage(village.id, (tx) =>
    readFieldChoice(tx, village, visitor, residentId),
  );
  const ticked = [...choice.chosen, ...event.url.searchParams.getAll('isi')];
  return {
    residentId,
    name: choice.name,
    own: choice.own,
    ticked,
    parts: choice.parts.map(({ title, fields }) => ({
      title,
      open: fields.some(({ column }) => ticked.includes(column)),
      waiting: fields.filter((field) => field.waiting).map((field) => field.label),
      options: fields
        .filter((field) => !field.waiting)
        .map(({ column, label, present }) => ({
          value: column,
          label,
          hint: present || 'Belum ada',
        })),
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const residentId = about(event);
    const { village, visitor } = event.locals;
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        chooseFields(tx, village, visitor, { residentId, columns: tickedColumns(form) }),
      );
      redirect(303, `/layanan-mandiri/data-diri/perbaikan/${id}/isi`);
    });
  },
};
