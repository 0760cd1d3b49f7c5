import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  callerOf,
  endOwnSessions,
  findOwnSessions,
  hasFreshProof,
} from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import { doorAfterLeaving } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const sessions = await findOwnSessions(village.id, visitor);
  const count = Number(url.searchParams.get('keluar'));
  return {
    devices: sessions.map(({ id, device, since, lastSeen, kiosk, current }) => ({
      id,
      device: kiosk ? 'Anjungan di kantor desa' : device,
      since: formatDateTime(since, village.timeZone),
      lastSeen: formatDateTime(lastSeen, village.timeZone),
      current,
    })),
    askPin: visitor.kind === 'resident' && !hasFreshProof(visitor),
    done: count > 0 ? `${count} perangkat sudah dikeluarkan.` : undefined,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const which = String(form.get('perangkat') ?? '');
      const pin = String(form.get('pin') ?? '');
      const ended = await endOwnSessions(callerOf(event), event.locals.visitor, which, pin);
      redirect(
        303,
        which === 'all'
          ? doorAfterLeaving(event.locals.visitor)
          : `/layanan-mandiri/akun/perangkat?keluar=${ended}`,
      );
    });
  },
};
