import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  changeStaff,
  endStaffSessions,
  getStaffDetail,
  hasFreshProof,
  resetSecondFactor,
  resetStaffPassword,
  setStaffActive,
} from '#lib/server/access/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { typedStaff } from '#lib/server/web/staff-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const done: Record<string, string> = {
  ubah: 'Perubahan disimpan.',
  kode: 'Kode masuk diatur ulang. Petugas memasangnya lagi di HP saat masuk berikutnya.',
  keluar: 'Petugas sudah dikeluarkan dari semua perangkat.',
  tutup: 'Akun petugas ditutup. Catatan pekerjaannya tetap ada.',
  buka: 'Akun petugas dibuka lagi.',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const staff = await getStaffDetail(village.id, visitor, requireId(params.id));
  if (visitor.kind === 'staff' && !hasFreshProof(visitor)) redirect(303, proofAddress(url));
  return {
    staff: {
      ...staff,
      lastSignIn: staff.lastSignIn && formatDateTime(staff.lastSignIn, village.timeZone),
    },
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};

async function perform(
  event: RequestEvent,
  said: string,
  work: (staffId: string, form: FormData) => Promise<void>,
) {
  const form = await event.request.formData();
  return act(form, async () => {
    const id = requireId(event.params.id);
    await work(id, form);
    redirect(303, `/kantor/pengaturan/petugas/${id}?selesai=${said}`);
  });
}

export const actions: Actions = {
  ubah: async (event) => {
    const { village, visitor } = event.locals;
    let typed: ReturnType<typeof typedStaff> | undefined;
    const result = await perform(event, 'ubah', (id, form) => {
      typed = typedStaff(form);
      return changeStaff(village.id, visitor, id, typed);
    });
    // Several ticks share a name: `values` has room for one.
    if (result && typed) Object.assign(result.data, { roles: typed.roles, signs: typed.signs });
    return result;
  },
  sandi: async (event) => {
    const form = await event.request.formData();
    const { village, visitor } = event.locals;
    return act(form, async () => ({
      made: await resetStaffPassword(village.id, visitor, requireId(event.params.id)),
    }));
  },
  kode: (event) =>
    perform(event, 'kode', (id) =>
      resetSecondFactor(event.locals.village.id, event.locals.visitor, id),
    ),
  keluarkan: (event) =>
    perform(event, 'keluar', (id) =>
      endStaffSessions(event.locals.village.id, event.locals.visitor, id),
    ),
  tutup: (event) =>
    perform(event, 'tutup', (id) =>
      setStaffActive(event.locals.village.id, event.locals.visitor, id, false),
    ),
  buka: (event) =>
    perform(event, 'buka', (id) =>
      setStaffActive(event.locals.village.id, event.locals.visitor, id, true),
    ),
};
