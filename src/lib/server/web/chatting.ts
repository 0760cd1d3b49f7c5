import { redirect, type RequestEvent } from '@sveltejs/kit';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { act } from './act.ts';

type Open = (
  tx: VillageTx,
  locals: App.Locals,
  params: Readonly<Record<string, string | undefined>>,
) => Promise<string>;

/**
 * A form's action that leads on to a WhatsApp chat.
 * @param open gives its address, or refuses
 */
export const chatting =
  (open: Open) =>
  async ({ request, params, locals }: RequestEvent) => {
    const form = await request.formData();
    return act(form, async () => {
      const address = await withVillage(locals.village.id, (tx) => open(tx, locals, params));
      redirect(303, address, { external: ['https://wa.me'] });
    });
  };
