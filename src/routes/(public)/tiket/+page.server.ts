import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { readTicketCode } from '#lib/domain/ticket-code.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions } from './$types';

export const actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    return act(form, async () => {
      const code = readTicketCode(String(form.get('tiket') ?? ''));
      if (!code) {
        const message =
          'Kode tiket terdiri dari 16 huruf dan angka, tertulis di bawah kode QR. Periksa lagi.';
        throw new Refusal('invalid', message, { tiket: message });
      }
      redirect(303, `/tiket/${code}`);
    });
  },
} satisfies Actions;
