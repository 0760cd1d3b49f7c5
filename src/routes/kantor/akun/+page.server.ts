import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { staffRoleNames } from '#lib/domain/roles.ts';
import { callerOf, endOwnSessions, findOwnSessions } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

const done: Record<string, string> = {
  sandi: 'Kata sandi Anda sudah diganti.',
  keluar: 'Perangkat itu sudah dikeluarkan.',
};

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const sessions = await findOwnSessions(village.id, visitor);
  return {
    name: visitor.kind === 'staff' ? visitor.name : '',
    position: visitor.kind === 'staff' ? visitor.position : '',
    roles: visitor.kind === 'staff' ? visitor.roles.map((role) => staffRoleNames[role]) : [],
    devices: sessions.map(({ id, device, since, lastSeen, current }) => ({
      id,
      device,
      since: formatDateTime(since, village.timeZone),
      lastSeen: formatDateTime(lastSeen, village.timeZone),
      current,
    })),
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const which = String(form.get('perangkat') ?? '');
      await endOwnSessions(callerOf(event), event.locals.visitor, which, '');
      redirect(303, which === 'all' ? '/kantor/masuk?keluar=1' : '/kantor/akun?selesai=keluar');
    });
  },
};
