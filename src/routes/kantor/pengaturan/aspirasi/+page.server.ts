import { requireOfficer } from '#lib/domain/authority.ts';
import { saveVoiceRules } from '#lib/server/voices/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  return {
    saved: url.searchParams.has('disimpan'),
    days: {
      periksa: String(village.voiceVerifyDays),
      jawab: String(village.voiceAnswerDays),
      tanggap: String(village.voiceReplyDays),
      buka: String(village.voiceReopenDays),
    },
  };
};

export const actions: Actions = {
  simpan: saving('/kantor/pengaturan/aspirasi', ({ village, visitor }, typed) =>
    saveVoiceRules(village, visitor, typed),
  ),
};
