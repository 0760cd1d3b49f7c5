import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readRelation } from '#lib/server/population/index.ts';
import { act } from './act.ts';
import { requireId } from './require-id.ts';

/** The people ticked in a form, each with the relation chosen for them. */
export function chosenMembers(form: FormData): { id: string; relation: number | undefined }[] {
  return form
    .getAll('anggota')
    .map((id) => requireId(String(id)))
    .map((id) => ({ id, relation: chosenRelation(form, id) }));
}

/** The relation chosen for somebody. */
export const chosenRelation = (form: FormData, id: string): number | undefined =>
  readRelation(String(form.get(`hubungan-${id}`) ?? ''));

/**
 * A form that changes a family, which then shows the family's page, saying so. Several ticks share a
 * name: a refused form gets them back as `chosen`.
 * @param work what is done; the id of the family to show
 */
export async function changingFamily(
  event: RequestEvent,
  said: string,
  work: (form: FormData, familyId: string) => Promise<string | void>,
) {
  const form = await event.request.formData();
  const result = await act(form, async () => {
    const id = requireId(event.params.id);
    const shown = (await work(form, id)) ?? id;
    redirect(303, `/kantor/keluarga/${shown}?selesai=${said}`);
  });
  return Object.assign(result, {
    data: { ...result.data, chosen: form.getAll('anggota').map(String) },
  });
}
