import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { exportRecipients } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { xlsx } from '../../../../spreadsheet.ts';
import { readListFilter } from '#lib/server/web/aid-list-filter.ts';
import type { RequestHandler } from './$types';

/** The recipients as a spreadsheet, written out before it is sent: a slow line holds nothing open. */
export const POST: RequestHandler = async ({
  request,
  locals: { village, visitor },
  params,
  url,
}) => {
  requireOfficer(visitor, 'aid.export');
  const form = await request.formData();
  const programmeId = requireId(params.id);
  const given = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const { typed, filter } = readListFilter(new URLSearchParams(given), programmeId);
  const asked = {
    ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')),
    nomor: String(form.get('nomor') ?? ''),
    alasan: String(form.get('alasan') ?? ''),
  };
  const back = (more: Record<string, string> = {}) =>
    `/kantor/bantuan/${programmeId}/ekspor?${new URLSearchParams({ ...asked, ...more })}`;
  const pieces: Buffer[] = [];
  try {
    await withVillage(village.id, (tx) =>
      exportRecipients(
        tx,
        village,
        visitor,
        { filter, numbers: asked.nomor === 'penuh' ? 'full' : 'masked', reason: asked.alasan },
        (piece) => void pieces.push(piece),
      ),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === 'proof-needed') redirect(303, proofAddress(new URL(back(), url)));
    if (error.kind === 'invalid') redirect(303, `${back({ salah: error.message })}#kesalahan`);
    throw error;
  }
  return fileResponse(Buffer.concat(pieces), xlsx, 'penerima-bantuan.xlsx');
};
