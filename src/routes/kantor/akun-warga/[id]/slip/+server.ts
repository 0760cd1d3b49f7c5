import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { issuePin, renderPinSlip } from '#lib/server/access/index.ts';
import { now } from '#lib/server/platform/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** Makes a PIN and answers with its slip: the only time that it is seen. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const form = await request.formData();
  try {
    const issued = await issuePin(village.id, visitor, id, String(form.get('kunci')));
    const { pdf } = renderPinSlip(
      {
        village: `${village.kind} ${village.name}`,
        name: issued.name,
        maskedNik: maskNik(issued.nik),
        pin: issued.pin,
        validUntil: formatDateTime(issued.validUntil, village.timeZone),
        signInUrl: `${url.origin}/layanan-mandiri/masuk`,
      },
      now(),
    );
    return new Response(Buffer.from(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="slip-pin.pdf"',
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'proof-needed')
      redirect(303, proofAddress(new URL(`/kantor/akun-warga/${id}`, url)));
    throw error;
  }
};
