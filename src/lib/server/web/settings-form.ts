import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { act, typedValues } from './act.ts';

type Save = (locals: App.Locals, typed: Record<string, string>, form: FormData) => Promise<unknown>;

/** A settings form's action: saves what was typed, then shows the page again and says so. */
export const saving = (address: string, save: Save) => async (event: RequestEvent) => {
  const form = await event.request.formData();
  return act(form, async () => {
    await save(event.locals, typedValues(form), form);
    redirect(303, `${address}?disimpan=1`);
  });
};
