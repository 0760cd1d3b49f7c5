import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { exportResidents } from '#lib/server/population/index.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { readResidentSearch } from '#lib/server/web/resident-search.ts';
import { xlsx } from '../../spreadsheet.ts';
import type { RequestHandler } from './$types';

/**
 * The register as a spreadsheet. It is written out first and sent then, so that a slow line holds
 * no transaction open: packed, 100 000 residents are some 15 MB.
 */
export const POST: RequestHandler = async ({ request, locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'residents.export');
  const form = await request.formData();
  const day = villageDate(now(), village.timeZone);
  const given = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const { typed, search } = readResidentSearch(new URLSearchParams(given), day);
  const filter = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
  const asked = {
    ...filter,
    nomor: String(form.get('nomor')),
    alasan: String(form.get('alasan') ?? ''),
  };
  const back = (more: Record<string, string> = {}) =>
    `/kantor/ekspor?${new URLSearchParams({ ...asked, ...more })}`;
  const numbers = asked.nomor === 'penuh' ? 'full' : 'masked';
  const pieces: Buffer[] = [];
  try {
    if (numbers === 'full') requireFreshProof(visitor);
    await withVillage(village.id, (tx) =>
      exportResidents(
        tx,
        village.id,
        visitor,
        { numbers, reason: asked.alasan, search },
        (piece) => {
          pieces.push(piece);
        },
      ),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.kind === 'proof-needed') redirect(303, proofAddress(new URL(back(), url)));
    if (error.kind === 'invalid') redirect(303, `${back({ salah: error.message })}#kesalahan`);
    throw error;
  }
  const name = village.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return fileResponse(Buffer.concat(pieces), xlsx, `penduduk-${name}-${day}.xlsx`);
};
