import { redirect, type RequestEvent } from '@sveltejs/kit';
import { act } from './act.ts';
import { requireId } from './require-id.ts';

/**
 * Runs an act on what a page is about, by the `id` in its address, then shows the page again with what
 * was done.
 * @param base the address under which such pages stand
 * @param done what `selesai` tells the page
 */
export async function perform(
  { request, params }: Pick<RequestEvent<{ id: string }>, 'request' | 'params'>,
  base: string,
  done: string,
  work: (form: FormData, id: string) => Promise<void>,
) {
  const form = await request.formData();
  return act(form, async () => {
    const id = requireId(params.id);
    await work(form, id);
    redirect(303, `${base}/${id}?selesai=${done}`);
  });
}
