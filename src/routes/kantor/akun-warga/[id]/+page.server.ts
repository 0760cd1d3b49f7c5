import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  closeAccount,
  endResidentSessions,
  hasFreshProof,
  openAccount,
  unlockAccount,
} from '#lib/server/access/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const done: Record<string, string> = {
  tutup: 'Akun ditutup. Warga tidak dapat masuk sampai dibuatkan PIN baru.',
  buka: 'Pintu masuk dibuka lagi. PIN warga tetap yang lama.',
  keluar: 'Warga sudah dikeluarkan dari semua perangkat.',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const account = await openAccount(village.id, visitor, requireId(params.id));
  const time = (at: Date | null) => at && formatDateTime(at, village.timeZone);
  return {
    ...account,
    issuedAt: time(account.issuedAt),
    validUntil: time(account.validUntil),
    lastSignIn: time(account.lastSignIn),
    closedAt: time(account.closedAt),
    termsAt: time(account.termsAt),
    proven: visitor.kind === 'staff' && hasFreshProof(visitor),
    proofHref: proofAddress(url),
    issueKey: crypto.randomUUID(),
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};

async function perform(
  event: RequestEvent,
  said: string,
  work: (residentId: string, form: FormData) => Promise<void>,
) {
  const form = await event.request.formData();
  return act(form, async () => {
    const id = requireId(event.params.id);
    await work(id, form);
    redirect(303, `/kantor/akun-warga/${id}?selesai=${said}`);
  });
}

export const actions: Actions = {
  tutup: (event) =>
    perform(event, 'tutup', (id, form) =>
      closeAccount(
        event.locals.village.id,
        event.locals.visitor,
        id,
        String(form.get('alasan') ?? ''),
      ),
    ),
  buka: (event) =>
    perform(event, 'buka', (id) =>
      unlockAccount(event.locals.village.id, event.locals.visitor, id),
    ),
  keluarkan: (event) =>
    perform(event, 'keluar', (id) =>
      endResidentSessions(event.locals.village.id, event.locals.visitor, id),
    ),
};
