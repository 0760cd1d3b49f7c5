import { Refusal } from '#lib/domain/refusal.ts';
import { listSigners, saveOfficial } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const { officials } = await withVillage(village.id, (tx) => listSigners(tx, village, visitor));
  proofFirst(visitor, url);
  const official = officials.find((one) => one.id === id);
  if (!official) throw new Refusal('not-found', 'Pejabat ini tidak ada.');
  return {
    official: {
      name: official.name,
      position: official.position,
      hasAccount: official.hasAccount,
      nik: official.nik,
      signsAs: official.signsAs,
    },
    values: {
      nama: official.name,
      jabatan: official.position,
      nip: official.employeeNo,
      mulai: official.from,
      sampai: official.until,
      'nomor-sk': official.decreeNumber,
      'tanggal-sk': official.decreeDate,
    },
  };
};

export const actions: Actions = {
  default: (event: RequestEvent) =>
    saving('/kantor/pengaturan/penanda-tangan', ({ village, visitor }, typed) =>
      withVillage(village.id, (tx) =>
        saveOfficial(tx, village, visitor, requireId(event.params.id), typed),
      ),
    )(event),
};
