import { formatDateLong } from '#lib/domain/dates-id.ts';
import { capacityShort } from '#lib/domain/signing-authority.ts';
import {
  endAbsence,
  endMandate,
  listSigners,
  type MandateLine,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import { termWords } from '#lib/server/web/term-words.ts';
import type { Actions, PageServerLoad } from './$types';

const mandateWords = (one: MandateLine) => ({
  id: one.id,
  coming: one.coming,
  title: `${capacityShort[one.capacity]} ${one.name}`,
  about: [
    termWords(one),
    `SK ${one.decreeNumber}, ${formatDateLong(one.decreeDate)}`,
    (one.capacity === 'an' || one.capacity === 'ub') &&
      (one.whenAbsent ? 'hanya saat yang digantikan berhalangan' : 'sewaktu-waktu'),
  ]
    .filter(Boolean)
    .join(' · '),
});

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const signers = await withVillage(village.id, (tx) => listSigners(tx, village, visitor));
  return {
    saved: url.searchParams.has('disimpan'),
    today: signers.today,
    mandates: signers.mandates.map(mandateWords),
    past: signers.past.map(mandateWords),
    absences: signers.absences.map((one) => ({ ...one, term: termWords(one) })),
    officials: signers.officials.map((one) => ({
      id: one.id,
      name: one.name,
      position: one.position,
      signsAs: one.signsAs,
      about: [
        one.from || one.until ? `menjabat ${termWords(one)}` : '',
        one.decreeNumber && `SK ${one.decreeNumber}`,
        one.hasAccount ? '' : 'tanpa akun petugas',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  };
};

const address = '/kantor/pengaturan/penanda-tangan';

export const actions: Actions = {
  akhiri: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => endMandate(tx, village, visitor, requireId(typed.id))),
  ),
  kembali: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => endAbsence(tx, village, visitor, requireId(typed.id))),
  ),
};
