import { redirect } from '@sveltejs/kit';
import type { Visitor } from '#lib/domain/visitor.ts';
import { callerOf, demoResidentHints, signInResident } from '#lib/server/access/index.ts';
import { officeNow } from '#lib/server/villages/index.ts';
import { act } from '#lib/server/web/act.ts';
import { isAtKiosk, safeReturn } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const home = '/layanan-mandiri';
const onKiosk = (url: URL, visitor: Visitor) =>
  url.searchParams.has('anjungan') || isAtKiosk(visitor);

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.visitor.kind === 'resident')
    redirect(303, safeReturn(url.searchParams.get('lanjut'), home, home));
  return {
    office: officeNow(locals.village).text,
    left: url.searchParams.has('keluar'),
    kiosk: onKiosk(url, locals.visitor),
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
        kiosk: onKiosk(event.url, event.locals.visitor),
      });
      redirect(303, safeReturn(event.url.searchParams.get('lanjut'), home, home));
    });
  },
};
