import { redirect } from '@sveltejs/kit';
import { officeStatus } from '#lib/domain/office-hours.ts';
import { callerOf, demoResidentHints, signInResident } from '#lib/server/access/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { findHolidays } from '#lib/server/villages/index.ts';
import { act } from '#lib/server/web/act.ts';
import { safeReturn } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const home = '/layanan-mandiri';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.visitor.kind === 'resident')
    redirect(303, safeReturn(url.searchParams.get('lanjut'), home, home));
  const { village } = locals;
  const holidays = await withVillage(village.id, findHolidays);
  return {
    office: officeStatus(village.officeHours, now(), village.timeZone, new Set(holidays)).text,
    left: url.searchParams.has('keluar'),
    kiosk: url.searchParams.has('anjungan'),
    demo: demoResidentHints(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await signInResident(callerOf(event), {
        nik: String(form.get('nik') ?? ''),
        pin: String(form.get('pin') ?? ''),
        kiosk: event.url.searchParams.has('anjungan'),
      });
      redirect(303, safeReturn(event.url.searchParams.get('lanjut'), home, home));
    });
  },
};
