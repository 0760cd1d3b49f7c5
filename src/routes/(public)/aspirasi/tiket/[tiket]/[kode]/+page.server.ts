import { bareCode, grouped } from '#lib/domain/readable-code.ts';
import { reportersAct, reportersPage } from '#lib/server/web/reporters-page.ts';
import { requireTicket } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function of({ params }: Pick<RequestEvent, 'params'>) {
  const reference = requireTicket(params.tiket);
  const code = grouped(bareCode(params.kode));
  return {
    reference,
    base: `/aspirasi/tiket/${reference}/${code}`,
    holder: { kind: 'ticket', code } as const,
  };
}

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'no-store' });
  const { reference, base, holder } = of(event);
  const { searchParams } = event.url;
  const voice = await reportersPage(event.locals.village, holder, reference, base);
  return {
    sent: searchParams.has('terkirim'),
    done: searchParams.get('selesai'),
    code: holder.code,
    voice,
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
