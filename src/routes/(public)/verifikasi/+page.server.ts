import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { readVerificationCode } from '#lib/domain/verification-code.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  kode: async ({ request }) => {
    const form = await request.formData();
    return act(form, async () => {
      const code = readVerificationCode(String(form.get('kode') ?? ''));
      if (!code) {
        const message =
          'Kode pemeriksaan terdiri dari 20 huruf dan angka, tertulis di bawah kode QR. Periksa lagi.';
        throw new Refusal('invalid', message, { kode: message });
      }
      redirect(303, `/verifikasi/${code}`);
    });
  },
};
