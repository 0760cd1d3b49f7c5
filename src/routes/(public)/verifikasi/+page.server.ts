import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { readVerificationCode } from '#lib/domain/verification-code.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { verifyUpload } from '#lib/server/letters/index.ts';
import { largestUpload, withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { describeVerified } from '#lib/server/web/verified.ts';
import type { Actions } from './$types';

export const actions = {
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
  berkas: async ({ request, locals }) => {
    const { village } = locals;
    const form = await request.formData();
    return act(form, async () => {
      const file = form.get('berkas');
      if (!(file instanceof File) || file.size === 0)
        throw wrongFile('Pilih berkas PDF surat dulu.');
      if (file.size > largestUpload)
        throw wrongFile('Berkas ini lebih dari 10 MB, jadi bukan surat dari desa ini.');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const verdict = await withVillage(village.id, (tx) => verifyUpload(tx, village, bytes));
      if (verdict.kind !== 'issued') return { verdict };
      const signedAt = verdict.signedAt ? formatDateTime(verdict.signedAt, village.timeZone) : null;
      return {
        verdict: {
          kind: verdict.kind,
          signedAt,
          letter: describeVerified(verdict.letter, village.timeZone),
        },
      };
    });
  },
} satisfies Actions;

const wrongFile = (message: string) => new Refusal('invalid', message, { berkas: message });
