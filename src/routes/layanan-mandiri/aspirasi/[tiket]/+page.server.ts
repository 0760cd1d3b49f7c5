import { reportersAct, reportersPage } from '#lib/server/web/reporters-page.ts';
import { requireTicket } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function of({ params, locals: { visitor } }: Pick<RequestEvent, 'params' | 'locals'>) {
  const reference = requireTicket(params.tiket);
  return {
    reference,
    base: `/layanan-mandiri/aspirasi/${reference}`,
    holder: { kind: 'resident', visitor } as const,
  };
}

export const load: PageServerLoad = async (event) => {
  const { reference, base, holder } = of(event);
  const { searchParams } = event.url;
  return {
    sent: searchParams.has('terkirim'),
    done: searchParams.get('selesai'),
    voice: await reportersPage(event.locals.village, holder, reference, base),
  };
};

const doing = (what: Parameters<typeof reportersAct>[4]) => (event: RequestEvent) => {
  const { holder, ...at } = of(event);
  return reportersAct(event.request, event.locals.village, holder, at, what);
};

export const actions: Actions = {
  kirim: doing('kirim'),
  terima: doing('terima'),
  buka: doing('buka'),
  nilai: doing('nilai'),
};
