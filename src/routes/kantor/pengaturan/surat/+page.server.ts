import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { letterNumberTokens } from '#lib/domain/letter-number.ts';
import { saveNumbering } from '#lib/server/letters/index.ts';
import { now } from '#lib/server/platform/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { numberExample } from '#lib/server/web/number-example.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  const values = {
    singkatan: village.shortCode,
    pola: village.numberPattern,
    hitungan: village.counterScope,
    ...(village.counterShared && { masuk: 'ya' }),
    loket: village.counterPrints ? 'cetak' : '',
    simpan: String(village.uploadRetentionDays),
  };
  return {
    saved: url.searchParams.has('disimpan'),
    values,
    tokens: Object.entries(letterNumberTokens).map(([name, about]) => ({ name, about })),
    example: numberExample(values, villageDate(now(), village.timeZone)),
  };
};

export const actions: Actions = {
  simpan: saving('/kantor/pengaturan/surat', ({ village, visitor }, typed) =>
    saveNumbering(village, visitor, typed),
  ),
  /** Shows what the typed pattern makes, without saving. */
  contoh: async ({ request, locals: { village, visitor } }) => {
    requireOfficer(visitor, 'village.settings');
    const typed = typedValues(await request.formData());
    return { typed, example: numberExample(typed, villageDate(now(), village.timeZone)) };
  },
};
