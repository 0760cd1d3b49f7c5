import { redirect } from '@sveltejs/kit';
import { readReference } from '#lib/domain/reference.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readTicketCode } from '#lib/domain/ticket-code.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions } from './$types';

export const actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    return act(form, async () => {
      const reference = readReference(String(form.get('tiket') ?? ''));
      const code = readTicketCode(String(form.get('kode') ?? ''));
      const faults: Record<string, string> = {};
      if (!reference) faults.tiket = 'Tulis nomor tiket, misalnya ADU-7K4P-2M9R.';
      if (!code) faults.kode = 'Kode rahasia terdiri dari 16 huruf dan angka. Periksa lagi.';
      const message = Object.values(faults)[0];
      if (message) throw new Refusal('invalid', message, faults);
      redirect(303, `/aspirasi/tiket/${reference}/${code}`);
    });
  },
} satisfies Actions;
